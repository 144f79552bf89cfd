//! Whom mentions stand for, in sentences of our own.
