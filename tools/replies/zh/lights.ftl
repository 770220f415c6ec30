headlights-set = { $mode ->
    [off] 大灯已关闭。
    [auto] 大灯已设为自动。
    [parking] 示宽灯已打开。
   *[low_beam] 近光灯已打开。
}
headlights-already = { $mode ->
    [off] 大灯本来就关着。
    [auto] 大灯本来就是自动模式。
    [parking] 示宽灯本来就开着。
   *[low_beam] 近光灯本来就开着。
}
ambient-color = 氛围灯已调成{ $color }。
ambient-color-already = 氛围灯本来就是{ $color }。
ambient-brightness = 氛围灯亮度已调到{ $percent }%。
ambient-brightness-already = 氛围灯亮度本来就是{ $percent }%。
ambient-brightness-limit = 氛围灯亮度保持{ $percent }%，不能再调了。
