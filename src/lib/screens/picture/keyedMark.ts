/**
 * A mark drawn by keyboard, for whoever has no finger or mouse: it begins in the middle, arrow keys move it,
 * with Shift they change its size. It never leaves the picture.
 */
import type { Mark, MarkTool, Point } from '#lib/ui/pictureMarks.ts';

interface Size {
	width: number;
	height: number;
}

/** Parts of the longest edge. */
const step = 0.03;
const size = 0.2;
const frameParts = 300;

const ways: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

export function beginMark(tool: MarkTool, picture: Size): Mark {
	const half = (Math.max(picture.width, picture.height) * size) / 2;
	const middle = { x: picture.width / 2, y: picture.height / 2 };
	const corners = [-half, half].map((by) =>
		within({ x: middle.x + by, y: middle.y + by }, picture)
	);
	return { tool, points: corners };
}

/** Undefined where the key moves nothing. */
export function moveMark(
	{ tool, points }: Mark,
	{ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
	picture: Size
): Mark | undefined {
	const way = ways[key];
	const [from] = points;
	const to = points.at(-1);
	if (!way || !from || !to) return undefined;
	const by = Math.max(picture.width, picture.height) * step;
	const moved = (point: Point) =>
		within({ x: point.x + way[0] * by, y: point.y + way[1] * by }, picture);
	return { tool, points: [shiftKey ? from : moved(from), moved(to)] };
}

/** Where it stands until it is put down: a cover over something plain could not be seen. */
export function frameMark(context: CanvasRenderingContext2D, { points }: Mark): void {
	const [from] = points;
	const to = points.at(-1);
	if (!from || !to) return;
	const thick = Math.max(2, Math.max(context.canvas.width, context.canvas.height) / frameParts);
	context.save();
	context.lineWidth = thick;
	for (const [colour, dash] of [
		['#ffffff', []],
		['#000000', [thick * 3, thick * 3]]
	] as const) {
		context.strokeStyle = colour;
		context.setLineDash([...dash]);
		context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
	}
	context.restore();
}

function within({ x, y }: Point, { width, height }: Size): Point {
	return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) };
}
