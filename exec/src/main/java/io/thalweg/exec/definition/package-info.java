/// What a user has defined and expects to find again after a restart: jobs, materialized views,
/// tables, as statements with options and a state.
///
/// Called by the server when statements define, change or drop something and when a process starts.
/// Uses the store's port and the envelope of `checkpoint`; knows nothing of what it keeps.
///
/// Below the registry's prefix each definition has a directory `KIND/NAME`, with one object per
/// version, `VERSION.json`: an envelope around the JSON of [io.thalweg.exec.definition.Definition].
/// The largest version counts. A version is put if absent, so that of two who change the same one
/// only one succeeds; a removed definition leaves a version that says so.
@NullMarked
package io.thalweg.exec.definition;

import org.jspecify.annotations.NullMarked;
