/** Rows of the tasks; see the room's README for their meaning. */
export interface TaskTables {
  planning_task: TaskRow;
}

export interface TaskRow {
  id: string;
  title: string;
  /** `2026-11-25`, without a zone: a day on the wall of whoever looks. */
  due_day: string | null;
  /** `18:00`; only with a day. */
  due_time: string | null;
  assignee_id: string | null;
  priority: 'low' | 'normal' | 'high';
  stream_id: string | null;
  done_at: number | null;
  created_at: number;
}
