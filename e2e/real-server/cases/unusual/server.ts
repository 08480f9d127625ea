/** What the server tells of itself, with arguments that hardly anybody gives. */
import type { Cases } from '../index.ts';

export const server: Cases = {
  CONFIG: `
    CONFIG GET
    CONFIG GET a b c
    CONFIG GET MAXMEMORY
    CONFIG GET maxmemory maxmemory
    CONFIG GET [h]ash-max-listpack-entries
    CONFIG SET a
    CONFIG SET maxmemory 1 maxmemory 2
    CONFIG SET maxmemory 10mb
    CONFIG GET maxmemory
    CONFIG SET maxmemory 1gb maxmemory-policy bogus
    CONFIG GET maxmemory
    CONFIG SET maxmemory 10zb
    CONFIG SET maxmemory -1
    CONFIG SET maxmemory ""
    CONFIG SET maxmemory 0
    CONFIG SET hash-max-listpack-entries -1
    CONFIG SET hash-max-listpack-entries x
    CONFIG SET hash-max-ziplist-entries 100
    CONFIG GET hash-max-ziplist-entries
    CONFIG GET hash-max-listpack-entries
    CONFIG SET hash-max-ziplist-entries 128
    CONFIG SET list-max-listpack-size -6
    CONFIG SET list-max-listpack-size -5
    CONFIG SET list-max-listpack-size 0
    CONFIG SET list-max-listpack-size -2
    CONFIG SET lfu-decay-time -1
    CONFIG SET lfu-log-factor x
    CONFIG SET slowlog-log-slower-than -2
    CONFIG SET slowlog-max-len -1
    CONFIG SET notify-keyspace-events x
    CONFIG SET notify-keyspace-events KEA
    CONFIG GET notify-keyspace-events
    CONFIG SET notify-keyspace-events Kglmx
    CONFIG GET notify-keyspace-events
    CONFIG SET notify-keyspace-events ""
    CONFIG GET notify-keyspace-events
    CONFIG SET databases 3
    CONFIG SET maxmemory-samples 5
    CONFIG SET timeout -1
    CONFIG SET stream-node-max-bytes 4kb
    CONFIG GET stream-node-max-bytes
    CONFIG SET proto-max-bulk-len 1
    CONFIG SET proto-max-bulk-len 512mb
    CONFIG SET latency-tracking maybe
    CONFIG SET latency-tracking-info-percentiles "50 99 100"
    CONFIG GET latency-tracking-info-percentiles
    CONFIG SET latency-tracking-info-percentiles "101"
    CONFIG SET latency-tracking-info-percentiles "x"
    CONFIG SET latency-tracking-info-percentiles ""
    CONFIG GET latency-tracking-info-percentiles
    CONFIG SET latency-tracking-info-percentiles "50 99 99.9"
    CONFIG SET acllog-max-len -1
    CONFIG GET maxclients
    CONFIG SET maxclients 0
    CONFIG SET maxclients x
    CONFIG SET maxclients 4294967296
    CONFIG SET maxclients 9000
    CONFIG GET maxclients
    CONFIG SET maxclients 10000
    CONFIG GET acl-pubsub-default
    CONFIG SET acl-pubsub-default some
    CONFIG SET acl-pubsub-default ALLCHANNELS
    CONFIG GET acl-pubsub-default
    ACL SETUSER fresh
    ACL GETUSER fresh
    ACL SETUSER fresh &a
    ACL SETUSER fresh resetchannels &a (+get) reset
    ACL GETUSER fresh
    ACL SETUSER fresh (+get ~k)
    ACL GETUSER fresh
    CONFIG SET acl-pubsub-default resetchannels
    ACL SETUSER fresh (+set) reset
    ACL GETUSER fresh
    ACL DELUSER fresh
    CONFIG SET tracking-table-max-keys -1
    CONFIG SET lua-time-limit 5000
    CONFIG GET lua-time-limit
    CONFIG GET busy-reply-threshold
    CONFIG SET set-max-intset-entries 512x
    CONFIG REWRITE
    CONFIG REWRITE x
    CONFIG RESETSTAT x
    CONFIG SET hash-max-listpack-entries 512
  `,
  INFO: `
    ? INFO
    INFO bogus
    INFO keyspace
    SET a 1 EX 100
    SET b 1
    ? INFO everything all default server
    ~ INFO keyspace
    SELECT 5
    SET x 1
    INFO keyspace
    SELECT 0
    INFO commandstats bogus x
  `,
  'LATENCY, MEMORY and SLOWLOG': `
    CONFIG RESETSTAT
    GET a
    SET a
    SET a 1
    INCR a
    LPUSH a 1
    bogus
    GET
    ? INFO commandstats
    ? INFO errorstats
    ? LATENCY HISTOGRAM
    ? LATENCY HISTOGRAM get set nosuch
    LATENCY HISTOGRAM nosuch
    LATENCY HISTORY
    LATENCY HISTORY a b
    LATENCY HISTORY none
    LATENCY GRAPH none
    LATENCY GRAPH
    LATENCY LATEST x
    CONFIG SET latency-monitor-threshold 10
    DEBUG SLEEP 0.02
    ? LATENCY HISTORY command
    ? LATENCY GRAPH command
    LATENCY RESET command
    CONFIG SET latency-monitor-threshold 0
    MEMORY DOCTOR
    MEMORY DOCTOR x
    ? MEMORY STATS
    MEMORY STATS x
    MEMORY PURGE
    MEMORY PURGE x
    MEMORY USAGE a SAMPLES
    MEMORY USAGE a SAMPLES -1
    MEMORY USAGE a SAMPLES x
    MEMORY USAGE a BOGUS 1
    MEMORY USAGE none SAMPLES 0
    MEMORY USAGE none SAMPLES x
    SLOWLOG GET -2
    SLOWLOG GET 0
    SLOWLOG GET 1 2
    SLOWLOG LEN x
    SLOWLOG RESET x
    SLOWLOG
    CONFIG SET slowlog-log-slower-than 0
    SET long aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    RPUSH ll 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37
    CONFIG SET slowlog-log-slower-than 10000
    ? SLOWLOG GET
    SLOWLOG RESET
    LATENCY RESET a b
  `,
  'what is not there without modules': `
    MODULE LIST
    MODULE LIST x
    MODULE LOAD
    MODULE LOAD nosuch.so
    MODULE LOADEX
    MODULE UNLOAD nosuch
    MODULE BOGUS
  `,
  'HELP of containers': `
    ? ACL HELP
    ACL HELP x
    ? CLIENT HELP
    CLIENT HELP x
    ? COMMAND HELP
    COMMAND HELP x
    ? CONFIG HELP
    CONFIG HELP x
    ? FUNCTION HELP
    FUNCTION HELP x
    ? LATENCY HELP
    LATENCY HELP x
    ? MEMORY HELP
    MEMORY HELP x
    ? MODULE HELP
    MODULE HELP x
    ? OBJECT HELP
    OBJECT HELP x
    ? PUBSUB HELP
    PUBSUB HELP x
    ? SCRIPT HELP
    SCRIPT HELP x
    ? SLOWLOG HELP
    SLOWLOG HELP x
    ? XGROUP HELP
    XGROUP HELP x
    ? XINFO HELP
    XINFO HELP x
  `,
  MONITOR: `
    a> ? MONITOR
    SET a 1
    AUTH secret
    MULTI
    INCR a
    EXEC
    EVAL "return redis.call('get', 'a')" 0
    NOSUCH
    GET
    PING
    sleep 50
    a> GET a
    a> PUBLISH x y
    a> EVAL "return 1" 0
    a> ? INFO server
    CONFIG GET maxmemory
  `,
};
