"""Whole-car modes: camp, pet, nap and sentry. Owns how they are asked for; when they are possible is a policy."""

from car_assistant.toolkit import Name, Outcome, ToolContext, tool

from ._signals import switch


@tool(
    area="modes",
    risk="reversible",
    en=("camp mode on", "we're sleeping in the car tonight", "turn off camping mode"),
    zh=("打开露营模式", "今晚在车里睡", "关闭露营模式"),
)
def set_camp_mode(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn camp mode on or off."""
    return switch(ctx, Name("Camp mode is", "露营模式"), on, ["Cabin.IsCampModeActive"])


@tool(
    area="modes",
    risk="reversible",
    en=("pet mode on", "the dog stays in the car", "dog mode off", "keep it cool for my cat"),
    zh=("打开宠物模式", "狗狗要留在车里", "关闭宠物模式"),
)
def set_pet_mode(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn pet mode on or off."""
    return switch(ctx, Name("Pet mode is", "宠物模式"), on, ["Cabin.IsPetModeActive"])


@tool(
    area="modes",
    risk="reversible",
    en=("nap mode", "I want to take a nap", "turn nap mode off", "I'm awake again"),
    zh=("打开小憩模式", "我想睡一会儿", "关闭小憩模式", "午睡模式"),
)
def set_nap_mode(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn nap mode on or off."""
    return switch(ctx, Name("Nap mode is", "小憩模式"), on, ["Cabin.IsNapModeActive"])


@tool(
    area="modes",
    risk="reversible",
    en=("sentry mode on", "watch the car while I'm away", "turn off the sentry"),
    zh=("打开哨兵模式", "我不在时看着车", "关闭哨兵模式"),
)
def set_sentry_mode(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn sentry mode (guarding) on or off."""
    return switch(ctx, Name("Sentry mode is", "哨兵模式"), on, ["Body.Security.IsSentryModeActive"])
