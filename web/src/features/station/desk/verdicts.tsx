import { BlockOutlined, CheckCircleFilled, ClockCircleFilled, CloseCircleFilled, DeleteFilled, EnvironmentFilled, ExclamationCircleFilled, FileUnknownFilled, GlobalOutlined, InsertRowAboveOutlined, PauseCircleFilled, QuestionCircleFilled, RetweetOutlined, StopFilled, SwapOutlined, TagFilled, TagsFilled, WarningFilled } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Scan, Verdict } from '@/parts/scan_queue/scans';

/** The station's colours; each verdict also has its own text and sound. */
export type Hue = 'good' | 'note' | 'wait' | 'bad' | 'alarm';

export const HUES: Readonly<Record<Verdict, Hue>> = {
  here: 'good',
  place: 'good',
  unchecked: 'wait',
  elsewhere: 'note',
  again: 'note',
  no_place: 'note',
  not_here: 'bad',
  refused: 'bad',
  mistyped: 'bad',
  malformed: 'bad',
  layout: 'bad',
  busy: 'note',
  foreign: 'bad',
  unknown: 'bad',
  unbound: 'bad',
  replaced: 'note',
  retired: 'bad',
  forged: 'alarm',
  unkept: 'alarm',
  other_tab: 'alarm',
};

export const ICONS: Readonly<Record<Verdict, ComponentType>> = {
  here: CheckCircleFilled,
  place: EnvironmentFilled,
  unchecked: ClockCircleFilled,
  elsewhere: SwapOutlined,
  again: RetweetOutlined,
  no_place: EnvironmentFilled,
  not_here: StopFilled,
  refused: CloseCircleFilled,
  mistyped: ExclamationCircleFilled,
  malformed: QuestionCircleFilled,
  layout: InsertRowAboveOutlined,
  busy: PauseCircleFilled,
  foreign: GlobalOutlined,
  unknown: FileUnknownFilled,
  unbound: TagFilled,
  replaced: TagsFilled,
  retired: DeleteFilled,
  forged: StopFilled,
  unkept: WarningFilled,
  other_tab: BlockOutlined,
};

/** The colour of a scan: that of its verdict, unless the server refused it. */
export function hueOf(scan: Scan): Hue {
  return scan.state === 'refused' ? 'bad' : HUES[scan.verdict];
}
