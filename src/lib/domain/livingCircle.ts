/**
 * 15分钟生活圈: how far things are on foot, and where they stand around the service centre. No map
 * service is asked; a bearing and a distance are all there is.
 */
import type { Place } from './communityDocuments.ts';

/**
 * 4.5 km/h, as grown-ups walk: 15 minutes are 1,125 m, and planners give that circle 800–1,100 m (吴夏安、
 * 徐磊青, 规划师 2020/8, on GB 50180—2018). Who is old or pushes a pram takes longer; screens say so.
 */
export const metresAMinute = 75;

export const reaches = [5, 10, 15] as const;
export type Reach = (typeof reaches)[number];

export function walkingMinutes(metres: number): number {
	return Math.max(1, Math.ceil(metres / metresAMinute));
}

/** Undefined for what lies outside of the circle. */
export function reachOf(metres: number): Reach | undefined {
	return reaches.find((minutes) => walkingMinutes(metres) <= minutes);
}

/** The nearest first; of two equally far ones the name decides, so that numbers stay the same. */
export function nearestFirst(places: readonly Place[]): Place[] {
	return [...places].sort(
		(a, b) => a.metres - b.metres || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
	);
}

const winds = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const;
export type Wind = (typeof winds)[number];

/** `''` where nobody has said the direction. */
export function windOf(bearing: number): Wind | '' {
	return bearing < 0 ? '' : (winds[Math.round(bearing / 45) % winds.length] ?? '');
}

/** Degrees clockwise from north; undefined for what is no direction. */
export function bearingOf(written: string): number | undefined {
	const plain = written.normalize('NFKC').replaceAll(/[\s向方侧面边偏]|度$|°$/g, '');
	const swapped = /^([南北])([东西])$/.exec(plain);
	const at = winds.indexOf(
		(swapped ? `${swapped[2]}${swapped[1]}` : plain.replace(/^正/, '')) as Wind
	);
	if (at >= 0) return at * 45;
	return /^\d{1,3}$/.test(plain) && Number(plain) <= 360 ? Number(plain) % 360 : undefined;
}
