import '@mantine/core/styles.layer.css';
import '../theme/fonts.css';
import '../theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/query-client.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { theme } from '../theme/mantine-theme.ts';
import { ToastHost } from '../ui/toast-host.tsx';
import { schemeKeeper } from './color-scheme.ts';
import { LocaleProvider, loadFirstLanguage } from './locale.tsx';
import { router } from './router.tsx';

export async function startApp(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root');
  const first = await loadFirstLanguage();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={schemeKeeper}
          defaultColorScheme="auto"
        >
          <LocaleProvider first={first}>
            <ToastHost />
            <RouterProvider router={router} />
          </LocaleProvider>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
