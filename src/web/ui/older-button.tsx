import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';

interface OlderButtonProps {
  readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  /** What more there is. */
  readonly label: string;
}

/** The next page of a list, under what is shown of it; nothing at the end. */
export function OlderButton({ query, label }: OlderButtonProps) {
  if (!query.hasNextPage) return null;
  return (
    <Button fullWidth variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {label}
    </Button>
  );
}
