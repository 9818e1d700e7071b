import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { campaignStanding } from '#lib/domain/campaign.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { faceOf, facesOf } from './doorFace.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const cell = { row: sampleDoor, look: 'due' as const };
const campaign = sampleDocument('campaign', sha256);

test('[U137] the map shows a campaign’s progress, or when doors are due, and explains each in words', () => {
	const said = sampleDocument('campaign_answer', sha256, { door: sampleDoor.door });
	const standing = campaignStanding(campaign, [], [said]);
	expect(faceOf(cell, undefined).tone).toBe('due');
	expect(faceOf(cell, { campaign, standing })).toMatchObject({ tone: 'fresh', sign: '✓' });
	const elsewhere = { where: ['150105001019-02'] };
	expect(faceOf(cell, { campaign: elsewhere, standing }).tone).toBe('outside');
	for (const shown of [undefined, { campaign, standing }]) {
		const faces = facesOf(shown);
		expect(new Set(faces.map(({ sign }) => sign)).size).toBe(faces.length);
		expect(faces.every(({ word }) => word !== '')).toBe(true);
	}
});
