/**
 * The release of the reference server whose behaviour this engine follows. HELLO, INFO and LOLWUT report it in the place
 * where clients look to learn what a server can do; it is not the version of Keyglass.
 */
export const COMPATIBLE_VERSION = '8.4.0';
