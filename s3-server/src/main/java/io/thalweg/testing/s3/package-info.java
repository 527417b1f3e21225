/// A real S3 server for tests and benchmarks. Called by them only; they see [S3Server] alone, whose
/// process finds its class path as a resource that the build writes.
@NullMarked
package io.thalweg.testing.s3;

import org.jspecify.annotations.NullMarked;
