/// Segments: the files in which rows of operators' state lie, packed, by operator, part and vnode.
///
/// [SegmentEncoder] makes one of [StateRows], whose pieces were packed when they were written
/// ([PackedRows]); [SegmentDecoder] reads one. [LocalSegment] gives rows the same form in files
/// that are not part of a checkpoint.
///
/// Called by `checkpoint`, which stores segments and names them in manifests, and by operators that
/// put rows into files (`spill`, `join`). May use the operator contract, `kernel`, core's Arrow
/// border, and of `checkpoint` its errors and its checksum; knows no store and never blocks.
///
/// ## A segment, version 3
///
/// | bytes | what they are (big-endian) |
/// |---|---|
/// | 8 | magic `THLWSEG1` |
/// | 4 | version |
/// | … | sections: one Arrow IPC stream each, with rows of one part of one operator's state |
/// | … | the directory: JSON of `SegmentDirectory` |
/// | 4 | length of the directory |
/// | 8 | length of the segment |
/// | 4 | CRC32C of everything before |
/// | 4 | magic `SEG1` |
///
/// Columns are stored by their layout (INT as `int32`, LONG as `int64`, DOUBLE as `float64`, BYTES
/// as `binary`, INT128 as `decimal128(38, 0)`, and so on), weights as a last `int32` column.
/// Integers whose values in a section are close to each other are stored narrower, as `int8` to
/// `int64`: their field's metadata name the layout (`thalweg.layout`) and what is to be added
/// (`thalweg.base`). Where a section has one value only, that is the base, and the field is of type
/// Null. Of integer columns that are equal all along a section the first is stored; the others are
/// fields of type Null that name its ordinal (`thalweg.same`). Version 2 always has values where
/// there is a base, version 1 has no metadata; both are still read. For each record batch the
/// directory says which runs of rows belong to which vnode.
@NullMarked
package io.thalweg.exec.checkpoint.segment;

import org.jspecify.annotations.NullMarked;
