/// Text in files: values read from and written as UTF-8, and files that may be compressed.
///
/// Used by the packages of CSV and JSON.
@NullMarked
package io.thalweg.connectors.files.text;

import org.jspecify.annotations.NullMarked;
