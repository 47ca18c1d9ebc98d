"""Reads the headers of the record batches that a node keeps on disk, with a reader that shares nothing with the engine."""
import collections
import pathlib
import struct

HEADER = struct.Struct('>qiibIhiqqqhii')
NAMES = ('none', 'gzip', 'snappy', 'lz4', 'zstd')
Batch = collections.namedtuple('Batch', 'base_offset last_offset codec attributes producer_id records size')


def batches_of(path):
    """Every whole batch of one segment; refuses anything that is not one, but a torn tail ends the list."""
    data = pathlib.Path(path).read_bytes()
    at, found = 0, []
    while at + HEADER.size <= len(data):
        (base, length, _, magic, _, attributes, last_delta, _, _, producer_id, _, _, count) = \
            HEADER.unpack_from(data, at)
        if length <= 0:
            break
        if magic != 2:
            raise AssertionError(f'{path} at {at}: magic {magic}')
        if at + 12 + length > len(data):
            break
        found.append(Batch(base, base + last_delta, NAMES[attributes & 7], attributes, producer_id, count, 12 + length))
        at += 12 + length
    return found


def partition_folders(data_dir, topic, partition=0):
    return list(pathlib.Path(data_dir).glob(f'*/{topic}-{partition}'))


def batches(data_dir, topic, partition=0):
    """Every batch of a partition, in order, over its segments."""
    found = []
    for folder in partition_folders(data_dir, topic, partition):
        for segment in sorted(folder.glob('*.log')):
            found += batches_of(segment)
    return found
