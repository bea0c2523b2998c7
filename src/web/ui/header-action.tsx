import { ActionIcon, Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { Key } from './key.tsx';
import { useIsPhone } from './use-width.ts';

interface HeaderActionProps {
  readonly icon: TablerIcon;
  readonly label: string;
  /** The key that does the same. */
  readonly keyName?: string;
  readonly onClick: () => void;
}

/** The primary button of a page; on a phone its icon alone, so that the title stays readable. */
export function HeaderAction({ icon: Icon, label, keyName, onClick }: HeaderActionProps) {
  if (useIsPhone()) {
    return (
      <ActionIcon variant="filled" color="act" aria-label={label} onClick={onClick}>
        <Icon size={20} stroke={1.75} />
      </ActionIcon>
    );
  }
  return (
    <Button
      leftSection={<Icon size={15} stroke={1.75} />}
      rightSection={keyName ? <Key>{keyName}</Key> : undefined}
      aria-keyshortcuts={keyName}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
