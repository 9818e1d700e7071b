/**
 * Traditional Mongolian of what residents are handed. Not one word is final: each waits for a human
 * translator, and whoever shows one must show that, too. Where nobody has given words there are none;
 * machine Mongolian is never put in their place. Everyday words of the dictionary stand here so that
 * the layout can be proved; whole sentences are the translator's.
 */
export interface MongolianPiece {
	/** `''` until somebody gives them; then nothing is shown. */
	words: string;
	/** True until a translator has passed them. */
	awaiting: boolean;
}

export const mongolianWords = {
	/** 您好 */
	greeting: awaiting('ᠰᠠᠶᠢᠨ ᠪᠠᠶᠢᠨ\u180eᠠ ᠤᠤ'),
	/** 证件 */
	badge: awaiting('ᠦᠨᠡᠮᠯᠡᠬᠦ'),
	/** 告知 */
	notice: awaiting('ᠮᠡᠳᠡᠭᠳᠡᠯ'),
	/** 姓名 */
	name: awaiting('ᠨᠡᠷ\u180eᠡ'),
	/** 工作 */
	work: awaiting('ᠠᠵᠢᠯ'),
	/** 地方 */
	place: awaiting('ᠭᠠᠵᠠᠷ'),
	/** 电话 */
	phone: awaiting('ᠤᠲᠠᠰᠤ'),
	/** 时间 */
	time: awaiting('ᠴᠠᠭ'),
	/** 日 */
	day: awaiting('ᠡᠳᠦᠷ'),
	/** 谁 */
	who: awaiting('ᠬᠡᠨ'),
	/** 什么 */
	what: awaiting('ᠶᠠᠭᠤ'),
	/** 原因 */
	why: awaiting('ᠰᠢᠯᠲᠠᠭᠠᠨ'),
	/** 期限 */
	howLong: awaiting('ᠬᠤᠭᠤᠴᠠᠭ\u180eᠠ'),
	/** 权利 */
	rights: awaiting('ᠡᠷᠬᠡ'),
	/** 再来 */
	comeAgain: awaiting('ᠳᠠᠬᠢᠨ ᠢᠷᠡᠬᠦ'),
	/** 问题 */
	question: awaiting('ᠠᠰᠠᠭᠤᠯᠲᠠ'),
	/** 谢谢 */
	thanks: awaiting('ᠪᠠᠶᠠᠷᠯᠠᠯ\u180eᠠ'),
	/** 是 */
	yes: awaiting('ᠮᠥᠨ'),
	/** 不是 */
	no: awaiting('ᠪᠢᠰᠢ'),
	/** 很好 */
	veryGood: awaiting('ᠮᠠᠰᠢ ᠰᠠᠶᠢᠨ'),
	/** 好 */
	good: awaiting('ᠰᠠᠶᠢᠨ'),
	/** 中 */
	middling: awaiting('ᠳᠤᠮᠳᠠ'),
	/** 坏 */
	bad: awaiting('ᠮᠠᠭᠤ'),
	/** 很坏 */
	veryBad: awaiting('ᠮᠠᠰᠢ ᠮᠠᠭᠤ'),
	/** Sentences. */
	whoWords: awaiting(''),
	whatWords: awaiting(''),
	whyWords: awaiting(''),
	howLongWords: awaiting(''),
	rightsWords: awaiting(''),
	slipWords: awaiting(''),
	satisfactionWords: awaiting('')
} satisfies Record<string, MongolianPiece>;

function awaiting(words: string): MongolianPiece {
	return { words, awaiting: true };
}
