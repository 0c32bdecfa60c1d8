/**
A row of the images, the volumes or the networks.
*/
import type {Resource} from '../../../model/resources/resource.ts';
import type {VolumeCount} from '../../resources/reading.ts';
import type {Row} from '../../table/row.ts';

export type ResourceRow<Item extends Resource = Resource> = Row & {
	readonly resource: Item;
	/**
	Where its engine is; undefined where there is only one.
	*/
	readonly place: string | undefined;
	/**
	What was counted of a volume.
	*/
	readonly count?: VolumeCount | undefined;
};
