const guard = (name: string, body: string): string => `create function ${name}() returns trigger language plpgsql as $$
begin
${body}
  return case when tg_op = 'DELETE' then old else new end;
end $$`;

const refuse = (condition: string, message: string): string => `  if ${condition} then
    raise exception '${message}' using errcode = 'restrict_violation';
  end if;`;

const SEALED = 'sealed entries do not change';
const RECEIPTS = 'receipts of sealed entries stay';

const isSealed = (entry: string): string =>
  `exists (select 1 from finance_entry where id = ${entry} and state = 'sealed')`;

const trigger = (table: string, when: string, fn: string): string =>
  `create trigger ${fn} before ${when} on ${table} for each row execute function ${fn}()`;

/**
 * Guards on PostgreSQL. They say nothing to the owner of the tables who switches them off: that is
 * what a restore does, and what the chain of hashes is there to find.
 */
export const postgresGuards: readonly string[] = [
  guard(
    'finance_entry_begins',
    [
      refuse(`new.state <> 'draft'`, 'an entry begins as a draft'),
      refuse(
        `new.reverses is not null and not exists (
          select 1 from finance_entry where id = new.reverses and state = 'sealed' and reverses is null)`,
        'only a sealed entry is reversed, and no reversal',
      ),
    ].join('\n'),
  ),
  trigger('finance_entry', 'insert', 'finance_entry_begins'),
  guard(
    'finance_entry_changes',
    [
      refuse(`old.state = 'sealed'`, SEALED),
      refuse(
        `new.id <> old.id or new.book <> old.book or new.idempotency_key <> old.idempotency_key
          or new.reverses is distinct from old.reverses`,
        'what an entry is known by does not change',
      ),
      `  if new.state = 'sealed' then`,
      refuse(
        `new.number is distinct from (select coalesce(max(number), 0) + 1 from finance_entry where book = new.book)`,
        'numbers have no gap',
      ),
      refuse(
        `new.prev_hash is distinct from
          coalesce((select hash from finance_entry where book = new.book and number = new.number - 1), '')`,
        'the chain is broken',
      ),
      refuse(`(select count(*) from finance_posting where entry = new.id) < 2`, 'an entry has two lines at least'),
      refuse(
        `exists (
          select 1 from finance_posting where entry = new.id group by currency having sum(amount_minor) <> 0)`,
        'debit and credit differ',
      ),
      '  end if;',
    ].join('\n'),
  ),
  trigger('finance_entry', 'update', 'finance_entry_changes'),
  guard('finance_entry_stays', refuse(`old.state = 'sealed'`, SEALED)),
  trigger('finance_entry', 'delete', 'finance_entry_stays'),

  guard('finance_posting_begins', refuse(isSealed('new.entry'), SEALED)),
  trigger('finance_posting', 'insert', 'finance_posting_begins'),
  guard('finance_posting_changes', refuse(`${isSealed('old.entry')} or ${isSealed('new.entry')}`, SEALED)),
  trigger('finance_posting', 'update', 'finance_posting_changes'),
  guard('finance_posting_stays', refuse(isSealed('old.entry'), SEALED)),
  trigger('finance_posting', 'delete', 'finance_posting_stays'),

  guard('finance_document_changes', refuse('true', 'receipts do not change')),
  trigger('finance_document', 'update', 'finance_document_changes'),
  guard(
    'finance_document_stays',
    refuse(
      `exists (
        select 1 from finance_entry_document as link join finance_entry as entry on entry.id = link.entry
        where link.document = old.sha256 and entry.state = 'sealed')`,
      RECEIPTS,
    ),
  ),
  trigger('finance_document', 'delete', 'finance_document_stays'),

  guard('finance_entry_document_changes', refuse('true', RECEIPTS)),
  trigger('finance_entry_document', 'update', 'finance_entry_document_changes'),
  guard('finance_entry_document_stays', refuse(isSealed('old.entry'), RECEIPTS)),
  trigger('finance_entry_document', 'delete', 'finance_entry_document_stays'),

  `create function finance_never_emptied() returns trigger language plpgsql as $$
  begin
    raise exception '${SEALED}' using errcode = 'restrict_violation';
  end $$`,
  ...['finance_entry', 'finance_posting', 'finance_document', 'finance_entry_document'].map(
    (table) =>
      `create trigger ${table}_never_emptied before truncate on ${table} for each statement execute function finance_never_emptied()`,
  ),
];
