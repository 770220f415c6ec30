vehicle-tires-alike = 四个轮胎都是{ $bar }巴，正常。
vehicle-tires-good = 胎压正常：{ $pressures }巴。
vehicle-tires-low = { $low }胎压偏低：{ $pressures }巴。
vehicle-warnings = 车辆提示：{ $warnings }。
vehicle-no-warnings = 一切正常，没有故障提示。
vehicle-service = 还有{ $km }公里需要保养。
vehicle-service-due = 车辆该保养了。
vehicle-open = { $parts }还开着，车门{ $locked ->
    [true] 已全部上锁
   *[false] 没有全部上锁
}。
vehicle-all-closed = 都关好了，车门{ $locked ->
    [true] 已全部上锁
   *[false] 没有全部上锁
}。
vehicle-trip = 总里程{ $total }公里，本次{ $trip }公里。
vehicle-speed = 现在时速{ $kmh }公里。
vehicle-standing = 车子现在停着。
vehicle-outside = 车外{ $celsius }度。
vehicle-manual = { $answer }
vehicle-manual-unknown = 说明书里没有这方面的内容。
