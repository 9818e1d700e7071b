/** How a photo is marked by keyboard, said while the photo has the focus. */
import { inLanguage } from './language.ts';

export const keyedMarkWords = inLanguage({
	zh: { hint: '方向键移动，按住 Shift 再按方向键改大小，回车放下。' },
	en: { hint: 'Arrow keys move it, with Shift they change its size, Enter puts it down.' }
});
