/** Words of taking pictures in a row, and of drawing on them and covering what they must not show. */
import { inLanguage } from './language.ts';

export const pictureWords = inLanguage({
	zh: {
		camera: '拍照',
		unreadable: (count: number) =>
			count > 1
				? `有 ${String(count)} 张照片打不开，没有放进来。`
				: '有一张照片打不开，没有放进来。',
		edit: (index: number) => `给第 ${String(index)} 张照片打码、画标记`,
		editTitle: '打码和标记',
		blur: '打码',
		line: '画线',
		arrow: '箭头',
		circle: '圈出',
		tools: '用什么画',
		blurHint: '在人脸、证件、车牌上拖一个框。保存后谁也看不到框里的内容。',
		drawHint: '用手指在照片上画。',
		undo: '撤销一笔',
		done: '完成',
		cancel: '不改了',
		canvas: '正在修改的照片',
		opening: '正在打开…'
	},
	en: {
		camera: 'Take a photo',
		unreadable: (count: number) =>
			count > 1
				? `${String(count)} pictures cannot be read and were left out.`
				: 'One picture cannot be read and was left out.',
		edit: (index: number) => `Cover or mark photo ${String(index)}`,
		editTitle: 'Cover and mark',
		blur: 'Cover',
		line: 'Line',
		arrow: 'Arrow',
		circle: 'Circle',
		tools: 'What to draw with',
		blurHint:
			'Drag a box over faces, documents and plates. Once saved, nobody can see what was in it.',
		drawHint: 'Draw on the photo with your finger.',
		undo: 'Undo',
		done: 'Done',
		cancel: 'Leave it as it was',
		canvas: 'The photo being changed',
		opening: 'Opening…'
	}
});
