export const BITS = `
  SET $bits $value
  SETBIT $bits $offset $bit
  SETBIT $bits $offset $bit
  GETBIT $bits $offset
  BITCOUNT $bits [ $index $index [ { BYTE | BIT } ] ]
  BITPOS $bits $bit [ $index [ $index [ { BYTE | BIT } ] ] ]
  BITOP { AND | OR | XOR } $bits ( $bits )*3
  BITOP NOT $bits $bits
  BITFIELD $bits ( { GET $bittype $bitat | SET $bittype $bitat $integer | INCRBY $bittype $bitat $integer | OVERFLOW { WRAP | SAT | FAIL } INCRBY $bittype $bitat $integer } )*4
  BITFIELD_RO $bits ( GET $bittype $bitat )*3
  PFADD $hll ( $member )*6
  PFADD $hll ( $member )*60
  PFCOUNT ( $hll )*3
  PFMERGE $hll ( $hll )*3
  GET $hll
  GET $bits
`;
