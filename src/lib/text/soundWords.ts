/** Words of recording, listening and writing along. */
import { inLanguage } from './language.ts';

const clock = (seconds: number) =>
	`${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;

export const soundWords = inLanguage({
	zh: {
		legend: '录音',
		press: '按住说话',
		or: '点一下也行，再点一下停',
		stop: '停止录音',
		release: '松手就停',
		asking: '正在打开麦克风…',
		began: '开始录音',
		ended: (seconds: number) => `录好了，${String(seconds)} 秒`,
		tooShort: '太短了，没有录上。按住再说一次。',
		hint: '可不录。录到别人说话，先跟他说一声。一段最长 3 分钟。',
		most: (count: number) => `最多 ${String(count)} 段。`,
		time: clock,
		length: (seconds: number) => `${String(seconds)} 秒`,
		play: (index: number) => `听第 ${String(index)} 段录音`,
		pause: (index: number) => `暂停第 ${String(index)} 段录音`,
		remove: (index: number) => `去掉第 ${String(index)} 段录音`,
		missing: '这段录音还没有下载到手机，有网络时再听。',
		unplayable: '这部手机放不了这段录音。',
		note: (index: number) => `第 ${String(index)} 段录音`,
		denied: '没有麦克风权限。请在手机设置里允许青格用麦克风；不录音也能保存。',
		none: '没有找到麦克风。不录音也能保存。',
		busy: '麦克风正被别的程序占着。关掉它再试；不录音也能保存。',
		dictate: '边说边转成文字',
		dictateHere: '在这部手机上转，声音不传出去。',
		dictateAsk: '转文字要把声音传出去',
		dictateServer:
			'这个浏览器转文字时，会把说的话传到浏览器公司的服务器（不是社区的同步站）。涉及居民隐私的，请不要用。不转文字，录音照样保存。',
		dictateYes: '这次可以传',
		dictateNo: '不传，只录音',
		heard: '听出来的文字（请改对了再用）',
		use: '放进文字里',
		leave: '不要',
		nothingHeard: '没有转出文字，录音已经留下。'
	},
	en: {
		legend: 'Voice note',
		press: 'Hold to speak',
		or: 'or tap once to start and once to stop',
		stop: 'Stop recording',
		release: 'Let go to stop',
		asking: 'Opening the microphone…',
		began: 'Recording',
		ended: (seconds: number) => `Recorded, ${String(seconds)} seconds`,
		tooShort: 'Too short, nothing was recorded. Hold and speak again.',
		hint: 'Optional. Tell people before you record them. At most 3 minutes each.',
		most: (count: number) => ` At most ${String(count)} notes.`,
		time: clock,
		length: (seconds: number) => `${String(seconds)} s`,
		play: (index: number) => `Play voice note ${String(index)}`,
		pause: (index: number) => `Pause voice note ${String(index)}`,
		remove: (index: number) => `Remove voice note ${String(index)}`,
		missing: 'This voice note is not on the phone yet. Listen when there is a network.',
		unplayable: 'This phone cannot play the voice note.',
		note: (index: number) => `Voice note ${String(index)}`,
		denied:
			'The microphone is not allowed. Allow it for Qingge in the phone’s settings; you can save without it.',
		none: 'There is no microphone. You can save without it.',
		busy: 'Another program is using the microphone. Close it and try again; you can save without it.',
		dictate: 'Write it down as I speak',
		dictateHere: 'Done on this phone; the sound does not leave it.',
		dictateAsk: 'Writing along sends the sound away',
		dictateServer:
			'To write along, this browser sends what you say to its maker’s server (not to the community’s station). Do not use it for residents’ private matters. The voice note is kept without it too.',
		dictateYes: 'Send it this time',
		dictateNo: 'Only record',
		heard: 'What was understood (correct it before you use it)',
		use: 'Put into the text',
		leave: 'Leave it',
		nothingHeard: 'Nothing was understood; the voice note is kept.'
	}
});
