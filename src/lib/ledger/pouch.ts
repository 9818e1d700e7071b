/** PouchDB's database as this room uses it. */
import type PouchDB from 'pouchdb-core';

export type Pouch = PouchDB.Database<object>;
