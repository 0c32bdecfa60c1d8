/**
The version, as package.json says it; the bundle has it written in.
*/
import package_ from '../package.json' with {type: 'json'};

export const {version} = package_;
