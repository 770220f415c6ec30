"""Full paths of the signals that the vehicle's own rules name more than once. Owns no rule and no value."""

_BATTERY = "Vehicle.Powertrain.TractionBattery"
_CHARGING = f"{_BATTERY}.Charging"
_INFOTAINMENT = "Vehicle.Cabin.Infotainment"

SPEED = "Vehicle.Speed"
IS_MOVING = "Vehicle.IsMoving"
ODOMETER = "Vehicle.TraveledDistance"
TRIP_METER = "Vehicle.TripMeterReading"
PERFORMANCE_MODE = "Vehicle.Powertrain.Transmission.PerformanceMode"
SELECTED_GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
CURRENT_GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
PARK_LOCK = "Vehicle.Powertrain.Transmission.IsParkLockEngaged"

CHARGE = f"{_BATTERY}.StateOfCharge.Current"
CHARGE_DISPLAYED = f"{_BATTERY}.StateOfCharge.Displayed"
ENERGY = f"{_BATTERY}.StateOfCharge.CurrentEnergy"
CAPACITY = f"{_BATTERY}.NetCapacity"
BATTERY_POWER = f"{_BATTERY}.CurrentPower"
BATTERY_RANGE = f"{_BATTERY}.Range"
TIME_REMAINING = f"{_BATTERY}.TimeRemaining"
RANGE = "Vehicle.Powertrain.Range"
IS_DISCHARGING = f"{_CHARGING}.IsDischarging"

IS_CHARGING = f"{_CHARGING}.IsCharging"
CHARGE_SWITCH = f"{_CHARGING}.StartStopCharging"
CHARGE_LIMIT = f"{_CHARGING}.ChargeLimit"
CHARGE_POWER = f"{_CHARGING}.AveragePower"
CHARGE_MAX_POWER = f"{_CHARGING}.MaxPower"
CHARGE_RATE = f"{_CHARGING}.ChargeRate"
CHARGE_TIME = f"{_CHARGING}.TimeToComplete"
TIMER_MODE = f"{_CHARGING}.Timer.Mode"
TIMER_TIME = f"{_CHARGING}.Timer.Time"
FLAP = f"{_CHARGING}.ChargingPort.RearRight.IsFlapOpen"
CABLE = f"{_CHARGING}.ChargingPort.RearRight.IsChargingCableConnected"
V2L = f"{_BATTERY}.V2L.IsActive"
V2L_FLOOR = f"{_BATTERY}.V2L.MinimumStateOfCharge"
V2L_POWER = f"{_BATTERY}.V2L.Power"
V2L_LOAD = f"{_BATTERY}.V2L.IsLoadConnected"

CABIN_TEMPERATURE = "Vehicle.Cabin.HVAC.AmbientAirTemperature"
AIR_CONDITIONING = "Vehicle.Cabin.HVAC.IsAirConditioningActive"
RECIRCULATION = "Vehicle.Cabin.HVAC.IsRecirculationActive"
HVAC_AUTO = "Vehicle.Cabin.HVAC.IsAutoActive"
HVAC_SYNC = "Vehicle.Cabin.HVAC.IsSyncActive"
STATIONS = tuple(
    f"Vehicle.Cabin.HVAC.Station.{row}.{side}" for row in ("Row1", "Row2") for side in ("Driver", "Passenger")
)
"""The HVAC outlets: driver, passenger, rear left, rear right."""
OUTSIDE_TEMPERATURE = "Vehicle.Exterior.AirTemperature"
OUTSIDE_LIGHT = "Vehicle.Exterior.LightIntensity"
INSIDE_LIGHT = "Vehicle.Cabin.Light.PerceivedAmbientLight"
PURIFIER = "Vehicle.Cabin.AirPurifier.IsOn"
PM25 = "Vehicle.Cabin.AirQuality.PM25"

DOORS = tuple(
    f"Vehicle.Cabin.Door.{row}.{side}" for row in ("Row1", "Row2") for side in ("DriverSide", "PassengerSide")
)
"""The doors, in the order of ``STATIONS``."""
WINDOWS = tuple(f"{door}.Window.Position" for door in DOORS)
SUNROOF = "Vehicle.Cabin.Sunroof.Position"
SUNROOF_REQUEST = "Vehicle.Cabin.Sunroof.RequestedPosition"
TRUNKS = ("Vehicle.Body.Trunk.Rear", "Vehicle.Body.Trunk.Front")
WINDOW_LOCK = "Vehicle.Cabin.IsWindowChildLockEngaged"
REAR_CHILD_LOCK = "Vehicle.Cabin.IsRearChildLockEngaged"

LIGHT_SWITCH = "Vehicle.Body.Lights.LightSwitch"
LOW_BEAM = "Vehicle.Body.Lights.Beam.Low.IsOn"
HIGH_BEAM = "Vehicle.Body.Lights.Beam.High.IsOn"
RUNNING_LIGHTS = "Vehicle.Body.Lights.Running.IsOn"

PAGE = f"{_INFOTAINMENT}.Display.Page"
VIDEO = f"{_INFOTAINMENT}.Media.IsVideoPlaying"
KARAOKE = f"{_INFOTAINMENT}.Media.IsKaraokeActive"
LANGUAGE = f"{_INFOTAINMENT}.HMI.CurrentLanguage"

GEAR_PARK = 126
GEAR_DRIVE = 127
GEAR_NEUTRAL = 0
GEAR_REVERSE = -1
