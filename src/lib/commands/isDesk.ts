/** Whether somebody writes for the community. */
import type { WritingDesk } from './writingDesk.ts';

export function isDesk({ role }: Pick<WritingDesk, 'role'>): boolean {
	return role === 'community_staff' || role === 'community_lead';
}
