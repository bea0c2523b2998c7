import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../theme/fonts.css';
import '../theme/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/query-client.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { theme } from '../theme/mantine-theme.ts';
import { schemeKeeper } from './color-scheme.ts';
import { LocaleProvider } from './locale.tsx';
import { router } from './router.tsx';

export function startApp(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={schemeKeeper}
          defaultColorScheme="auto"
        >
          <LocaleProvider>
            <Notifications position="bottom-right" zIndex={400} />
            <RouterProvider router={router} />
          </LocaleProvider>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
