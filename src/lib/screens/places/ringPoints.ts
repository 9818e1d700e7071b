/**
 * Where places stand in the drawn ring. The rings are true to distance; marks that would cover one
 * another are moved apart, as little as need be, and what lies outside is drawn on the edge.
 */
import type { Place } from '#lib/domain/communityDocuments.ts';
import { metresAMinute } from '#lib/domain/livingCircle.ts';

export interface RingPoint {
	/** As in the list, from 1. */
	number: number;
	place: Place;
	x: number;
	y: number;
}

/** Of the ring of 15 minutes, in units of the drawing. */
export const ringRadius = 100;
/** Radius of a mark. */
export const markRadius = 7;
const closest = markRadius * 2 + 1;
const edge = ringRadius + 8;
const rounds = 60;

export function radiusOf(metres: number): number {
	return Math.min(edge, (metres / (15 * metresAMinute)) * ringRadius);
}

/** `places` in the order of the list; those without a direction are left out. */
export function ringPoints(places: readonly Place[]): RingPoint[] {
	const points = places.flatMap((place, at): RingPoint[] => {
		if (place.bearing < 0) return [];
		// The mark of the centre itself stays free.
		const radius = Math.max(closest, radiusOf(place.metres));
		const angle = (place.bearing * Math.PI) / 180;
		return [{ number: at + 1, place, x: radius * Math.sin(angle), y: -radius * Math.cos(angle) }];
	});
	for (let round = 0; round < rounds && moveApart(points); round += 1);
	return points;
}

/** False when none had to move. */
function moveApart(points: RingPoint[]): boolean {
	let hasMoved = false;
	for (const [at, one] of points.entries()) {
		for (const other of points.slice(at + 1)) {
			const [dx, dy] = [other.x - one.x, other.y - one.y];
			const apart = Math.hypot(dx, dy);
			if (apart >= closest - 0.01) continue;
			// Two on one spot part sideways, always the same way.
			const [ux, uy] = apart < 0.01 ? [1, 0] : [dx / apart, dy / apart];
			const push = (closest - apart) / 2;
			[one.x, one.y] = within(one.x - ux * push, one.y - uy * push);
			[other.x, other.y] = within(other.x + ux * push, other.y + uy * push);
			hasMoved = true;
		}
	}
	return hasMoved;
}

/** Between the mark of the centre and the edge. */
function within(x: number, y: number): [number, number] {
	const radius = Math.hypot(x, y) || 1;
	const kept = Math.min(edge, Math.max(closest, radius));
	return [(x / radius) * kept, (y / radius) * kept];
}
