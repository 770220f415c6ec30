policy-front-seats-only = 这个只有前排可以操作。
policy-open-door = 要打开{ $doors }吗？
policy-needs-park = 挂P挡后才能使用。
policy-ac-closes-windows = 为了空调效果，正在关闭{ $windows }。
policy-ac-starts-fan = 风扇先开到一档。
policy-fan-ends-ac = 空调随风扇一起关闭。
policy-ac-is-on = 空调开着，开窗会费电。
policy-defrost-cascade = 风量不低于二档，已吹前风挡，空调已打开。
policy-zones-far-apart = { $warmest }和{ $coldest }温度相差{ $apart }度。
policy-roof-in-rain = { $sky ->
    [snow] 外面在下雪，
   *[other] 外面在下雨，
}还要打开天窗吗？
policy-fog-lights-in-clear = 现在没有雾，还要打开雾灯吗？
policy-dark-outside = 天黑了，行驶中大灯不能关。
policy-cruise-needs-speed = 时速{ $kmh }公里以上才能开启巡航。
policy-sit-upright = 行驶中主驾靠背不能放倒。
