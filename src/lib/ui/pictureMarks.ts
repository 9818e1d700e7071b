/**
 * What is drawn on a picture: lines, arrows, circles, and boxes in which the picture is coarsened.
 * What lies under such a box is averaged away in the pixels themselves; nothing of it is kept.
 */

export interface Point {
	x: number;
	y: number;
}

export type MarkTool = 'blur' | 'line' | 'arrow' | 'circle';

export interface Mark {
	tool: MarkTool;
	/** In pixels of the picture; of all but lines the first and the last count. */
	points: readonly Point[];
}

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** So coarse that a face has about five blocks, and print has none. */
const blocksAlong = 34;
const inkColour = '#e0281e';
const haloColour = '#ffffff';
/** Strokes of a picture's longest edge. */
const strokePart = 1 / 150;
const arrowHead = 5;
const arrowOpening = Math.PI / 7;

export function blockOf({ width, height }: { width: number; height: number }): number {
	return Math.max(8, Math.round(Math.max(width, height) / blocksAlong));
}

/** A small copy whose pixels are the averages of blocks. */
export function coarsened(picture: ImageBitmap): HTMLCanvasElement {
	const block = blockOf(picture);
	const small = document.createElement('canvas');
	small.width = Math.max(1, Math.ceil(picture.width / block));
	small.height = Math.max(1, Math.ceil(picture.height / block));
	const context = small.getContext('2d');
	if (context) {
		context.imageSmoothingQuality = 'high';
		context.drawImage(picture, 0, 0, picture.width / block, picture.height / block);
	}
	return small;
}

export function paintMarked(
	context: CanvasRenderingContext2D,
	{ picture, coarse }: { picture: ImageBitmap; coarse: HTMLCanvasElement },
	marks: readonly Mark[]
): void {
	context.drawImage(picture, 0, 0);
	for (const mark of marks) if (mark.tool === 'blur') cover(context, mark, { picture, coarse });
	for (const mark of marks) if (mark.tool !== 'blur') stroke(context, mark, picture);
}

/** Between two corners in any order, grown to whole blocks: no sliver of what was meant stays. */
export function boxOf({ points }: Mark, block: number): Box | undefined {
	const [first] = points;
	const last = points.at(-1);
	if (!first || !last) return undefined;
	const down = (value: number) => Math.floor(value / block) * block;
	const up = (value: number) => Math.ceil(value / block) * block;
	const x = down(Math.min(first.x, last.x));
	const y = down(Math.min(first.y, last.y));
	const width = up(Math.max(first.x, last.x)) - x;
	const height = up(Math.max(first.y, last.y)) - y;
	return { x, y, width: Math.max(block, width), height: Math.max(block, height) };
}

function cover(
	context: CanvasRenderingContext2D,
	mark: Mark,
	{ picture, coarse }: { picture: ImageBitmap; coarse: HTMLCanvasElement }
): void {
	const block = blockOf(picture);
	const box = boxOf(mark, block);
	if (!box) return;
	context.save();
	context.imageSmoothingEnabled = false;
	context.drawImage(
		coarse,
		...([box.x / block, box.y / block, box.width / block, box.height / block] as const),
		...([box.x, box.y, box.width, box.height] as const)
	);
	context.restore();
}

function stroke(context: CanvasRenderingContext2D, mark: Mark, picture: ImageBitmap): void {
	const width = Math.max(3, Math.max(picture.width, picture.height) * strokePart);
	const path = pathOf(mark, width);
	context.save();
	context.lineCap = 'round';
	context.lineJoin = 'round';
	// A light edge, or red on red brick is not seen.
	for (const [colour, wider] of [
		[haloColour, 2],
		[inkColour, 1]
	] as const) {
		context.strokeStyle = colour;
		context.lineWidth = width * wider;
		context.stroke(path);
	}
	context.restore();
}

function pathOf({ tool, points }: Mark, width: number): Path2D {
	const path = new Path2D();
	const [first] = points;
	const last = points.at(-1);
	if (!first || !last) return path;
	if (tool === 'circle') {
		const centre = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
		const across = { x: Math.abs(last.x - first.x) / 2, y: Math.abs(last.y - first.y) / 2 };
		path.ellipse(centre.x, centre.y, across.x, across.y, 0, 0, Math.PI * 2);
		return path;
	}
	path.moveTo(first.x, first.y);
	for (const { x, y } of tool === 'line' ? points.slice(1) : [last]) path.lineTo(x, y);
	if (tool === 'arrow') {
		for (const { x, y } of arrowHeadOf(first, last, width * arrowHead)) {
			path.moveTo(last.x, last.y);
			path.lineTo(x, y);
		}
	}
	return path;
}

/** Ends of the two strokes at the tip. */
export function arrowHeadOf(from: Point, to: Point, length: number): Point[] {
	const angle = Math.atan2(to.y - from.y, to.x - from.x);
	return [arrowOpening, -arrowOpening].map((turn) => ({
		x: to.x - length * Math.cos(angle + turn),
		y: to.y - length * Math.sin(angle + turn)
	}));
}
