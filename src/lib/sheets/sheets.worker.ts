/** The worker in which spreadsheets are written and read, so that a large one stands in nobody's way. */
import { expose } from 'comlink';
import { readSheet } from './readSheet.ts';
import { writeSheet } from './writeSheet.ts';

const work = { readSheet, writeSheet };

export type SheetsWork = typeof work;

expose(work);
