import { createContext, type ReactNode, useContext, useEffect } from 'react';
import classes from './page-header.module.css';

/** What the shell puts around every page; the page only says what is its own. */
export interface PageFrame {
  /** Search, hide numbers, notices. */
  readonly tools: ReactNode;
  /** Strips that stand right under the header. */
  readonly below: ReactNode;
  /** Without a shell: in OBS or a window of its own. */
  readonly isDock: boolean;
}

const PageFrameContext = createContext<PageFrame>({ tools: null, below: null, isDock: false });
export const PageFrameProvider = PageFrameContext.Provider;

/** Is this page shown without the shell? */
export function useIsDock(): boolean {
  return useContext(PageFrameContext).isDock;
}

interface PageHeaderProps {
  /** Named in the window's title too. */
  readonly title: string;
  /** Stands before the title: the live pill. */
  readonly before?: ReactNode;
  /** Quiet words behind the title. */
  readonly note?: ReactNode;
  /** View switch and the like, left. */
  readonly children?: ReactNode;
  /** Page actions, right. */
  readonly actions?: ReactNode;
  /** A page that needs the room (Live) leaves search and the rest to the keys. */
  readonly hideTools?: boolean;
}

/** The bar of 52 px on top of every page, 36 px in a dock. */
export function PageHeader({ title, before, note, children, actions, hideTools }: PageHeaderProps) {
  const frame = useContext(PageFrameContext);
  useEffect(() => {
    document.title = `${title} · liveXtrem`;
  }, [title]);
  return (
    <>
      <header className={classes['header']} data-dock={frame.isDock || undefined}>
        {before}
        <h1 className={classes['title']}>{title}</h1>
        {note ? <span className={classes['note']}>{note}</span> : null}
        {children}
        <div className={classes['right']}>
          {actions}
          {hideTools || frame.isDock ? null : frame.tools}
        </div>
      </header>
      {frame.below}
    </>
  );
}

interface PageBodyProps {
  /** Panels and tables reach the edges. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** The rest of the page; scrolls by itself. */
export function PageBody({ isFlush, children }: PageBodyProps) {
  return (
    // A scrolling region must be reachable by keyboard.
    <div className={classes[isFlush ? 'flush' : 'body']} tabIndex={isFlush ? undefined : 0}>
      {isFlush ? children : <div className={classes['inner']}>{children}</div>}
    </div>
  );
}
