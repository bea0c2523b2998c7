import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Whoever comes with this wants to plan a stream: the form is open on arrival. */
    plansStream?: boolean;
  }
}

/** Leads to the calendar with the form open. */
export function useGoPlanning(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/planning', state: (before) => ({ ...before, plansStream: true }) });
}

/** Opens the form for who came to plan; once, so that going back does not open it again. */
export function useArrival(open: () => void): void {
  const navigate = useNavigate();
  const hasCome = useLocation({ select: ({ state }) => state.plansStream === true });
  const arrive = useEffectEvent(() => {
    open();
    void navigate({ to: '/planning', search: true, state: {}, replace: true });
  });
  useEffect(() => {
    if (hasCome) arrive();
  }, [hasCome]);
}
