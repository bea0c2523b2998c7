const SEALED = "'sealed entries do not change'";

const isSealed = (entry: string): string =>
  `exists (select 1 from finance_entry where id = ${entry} and state = 'sealed')`;

/**
 * Guards on SQLite. A replacing insert deletes the row in its way without asking a delete trigger, so
 * inserts look for it themselves: triggers run before SQLite looks for conflicts.
 */
export const sqliteGuards: readonly string[] = [
  `create trigger finance_entry_begins before insert on finance_entry begin
    select raise(abort, 'an entry begins as a draft') where new.state <> 'draft';
    select raise(abort, ${SEALED}) where exists (
      select 1 from finance_entry where state = 'sealed'
      and (id = new.id or idempotency_key = new.idempotency_key or reverses = new.reverses)
    );
    select raise(abort, 'only a sealed entry is reversed, and no reversal') where new.reverses is not null
      and not exists (select 1 from finance_entry where id = new.reverses and state = 'sealed' and reverses is null);
  end`,
  `create trigger finance_entry_changes before update on finance_entry begin
    select raise(abort, ${SEALED}) where old.state = 'sealed';
    select raise(abort, 'what an entry is known by does not change') where new.id <> old.id or new.book <> old.book
      or new.idempotency_key <> old.idempotency_key or new.reverses is not old.reverses;
  end`,
  `create trigger finance_entry_seals before update on finance_entry
  when old.state = 'draft' and new.state = 'sealed' begin
    select raise(abort, 'numbers have no gap') where new.number is not
      (select coalesce(max(number), 0) + 1 from finance_entry where book = new.book);
    select raise(abort, 'the chain is broken') where new.prev_hash is not
      coalesce((select hash from finance_entry where book = new.book and number = new.number - 1), '');
    select raise(abort, 'an entry has two lines at least') where
      (select count(*) from finance_posting where entry = new.id) < 2;
    select raise(abort, 'debit and credit differ') where exists (
      select 1 from finance_posting where entry = new.id group by currency having sum(amount_minor) <> 0
    );
  end`,
  `create trigger finance_entry_stays before delete on finance_entry when old.state = 'sealed' begin
    select raise(abort, ${SEALED});
  end`,
  `create trigger finance_posting_begins before insert on finance_posting begin
    select raise(abort, ${SEALED}) where ${isSealed('new.entry')};
  end`,
  `create trigger finance_posting_changes before update on finance_posting begin
    select raise(abort, ${SEALED}) where ${isSealed('old.entry')} or ${isSealed('new.entry')};
  end`,
  `create trigger finance_posting_stays before delete on finance_posting begin
    select raise(abort, ${SEALED}) where ${isSealed('old.entry')};
  end`,
  `create trigger finance_document_begins before insert on finance_document begin
    select raise(abort, 'receipts do not change') where exists (
      select 1 from finance_document where sha256 = new.sha256
    );
  end`,
  `create trigger finance_document_changes before update on finance_document begin
    select raise(abort, 'receipts do not change');
  end`,
  `create trigger finance_document_stays before delete on finance_document begin
    select raise(abort, 'receipts of sealed entries stay') where exists (
      select 1 from finance_entry_document as link join finance_entry as entry on entry.id = link.entry
      where link.document = old.sha256 and entry.state = 'sealed'
    );
  end`,
  `create trigger finance_entry_document_begins before insert on finance_entry_document begin
    select raise(abort, 'receipts of sealed entries stay') where exists (
      select 1 from finance_entry_document where entry = new.entry and document = new.document
    );
  end`,
  `create trigger finance_entry_document_changes before update on finance_entry_document begin
    select raise(abort, 'receipts of sealed entries stay');
  end`,
  `create trigger finance_entry_document_stays before delete on finance_entry_document begin
    select raise(abort, 'receipts of sealed entries stay') where ${isSealed('old.entry')};
  end`,
];
