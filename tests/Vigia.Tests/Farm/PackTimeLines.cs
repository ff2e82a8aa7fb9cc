namespace Vigia.Tests.Farm;

/// <summary>
/// Every rule of every kind, as a time line that raises it (<c>+</c>) and one that must not (<c>-</c>). The day begins at six. A part
/// is a span and what is measured all through it: <c>32m: temperature=35</c>; a value stays until it is another one; <c>20..24</c> rises
/// evenly, <c>=-</c> falls silent, <c>mast.temperature</c> is the weather mast's, <c>3x(…)</c> comes three times, <c>@10m</c> says how often it is
/// measured. <c>rule/condition</c> is one of several conditions, each of which is enough.
/// </summary>
internal static class PackTimeLines
{
    /// <summary>Four runs of a pump that is well: what it draws and gives is known then.</summary>
    private const string Runs =
        "4x(1m: state-pump=1 flow=30 current=8 pressure=200000; 1m: state-pump=0 flow=0 current=0 pressure=0); ";

    /// <summary>Four days of water: 5 l every ten minutes by day, 1 at night.</summary>
    private const string Days =
        "12h@10m: volume=5 flow=0.5; 12h@10m: volume=1 flow=0.1; 3x(12h@10m: volume=5; 12h@10m: volume=1); ";

    public const string Text = $"""
        greenhouse
        warm + 32m: temperature=31
        warm - 28m: temperature=31; 5m: temperature=28
        heat + 32m: temperature=35
        heat - 28m: temperature=35; 5m: temperature=32
        heat-long + 182m: temperature=41
        heat-long - 170m: temperature=41; 5m: temperature=37
        cool + 122m: temperature=15
        cool - 122m: temperature=16.5
        cold + 122m: temperature=9
        cold - 110m: temperature=9; 15m: temperature=12
        vpd-low + 122m: vpd=0.3
        vpd-low - 122m: vpd=0.45
        vpd-lowest + 242m: vpd=0.1
        vpd-lowest - 230m: vpd=0.1; 20m: vpd=0.5
        vpd-high + 62m: vpd=1.7
        vpd-high - 62m: vpd=1.5
        vpd-stress + 62m: vpd=2.6
        vpd-stress - 50m: vpd=2.6; 15m: vpd=2
        dew + 122m: dew_depression=1
        dew - 122m: dew_depression=2
        dew-falls + 122m: dew_depression=0.3
        dew-falls - 122m: dew_depression=0.8
        damp + 182m: humidity=92
        damp - 170m: humidity=92; 15m: humidity=80
        humid + 362m: humidity=96
        humid - 350m: humidity=96; 15m: humidity=88
        ventilation + 2h: temperature=30 mast.temperature=28; 17m: temperature=37
        ventilation - 2h: temperature=30 mast.temperature=28; 30m: temperature=35
        ventilation - 30m: temperature=30 mast.temperature=20
        ventilation-failed + 2h: temperature=30 mast.temperature=28; 17m: temperature=41
        ventilation-failed - 2h: temperature=30 mast.temperature=28; 30m: temperature=39
        soil-dry + 2m: available_water-1=0.59 available_water-2=0.59 available_water-3=0.8
        soil-dry + 2m: available_water-1=0.59
        soil-dry - 2m: available_water-1=0.59 available_water-2=0.8 available_water-3=0.8
        soil-dry - 1m: available_water-1=0.7; 1s@5s: available_water-1=0.1; 1m: available_water-1=0.7
        soil-dry - 5m: state-valve=1 available_water-1=0.7; 110m: state-valve=0 available_water-1=0.5
        soil-dry - 5m: state-pump=1 available_water-1=0.7; 110m: state-pump=0 available_water-1=0.5
        crop-stress + 2m: available_water-1=0.25
        crop-stress - 2m: available_water-1=0.35
        soil-dry-estimated + 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=32
        soil-dry-estimated + 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=0.01 depletion=32
        soil-dry-estimated - 10m: soil_moisture-1=0.2 depletion=10; 5h: soil_moisture-1=- depletion=32
        soil-dry-estimated - 7h: soil_moisture-1=0.2 depletion=32
        soil-dry-estimated - 7h: depletion=40
        crop-stress-estimated + 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=47
        crop-stress-estimated - 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=44
        soil-wet/soaked + 13h: soil_moisture-1=0.3
        soil-wet/soaked - 11h: soil_moisture-1=0.3; 20m: soil_moisture-1=0.24
        soil-wet/irrigated-full + 25m: soil_moisture-1=0.26 state-valve=1
        soil-wet/irrigated-full - 25m: soil_moisture-1=0.26 state-valve=0
        no-effect/valve + 10m: soil_moisture-1=0.2 state-valve=0; 40m: state-valve=1; 2h: state-valve=0
        no-effect/valve - 10m: soil_moisture-1=0.2 state-valve=0; 40m: state-valve=1 soil_moisture-1=0.2..0.23; 2h: state-valve=0 soil_moisture-1=0.23
        no-effect/pump + 10m: soil_moisture-1=0.2 state-pump=0; 40m: state-pump=1; 2h: state-pump=0
        no-effect/pump - 10m: soil_moisture-1=0.2 state-pump=0; 20m: state-pump=1; 3h: state-pump=0
        no-effect/valve - 10m: soil_moisture-1=0.2 state-valve=0; 20m: state-valve=1; 3h: state-valve=0
        probe-out/air + 7m: soil_moisture-1=0.01
        probe-out/air - 7m: soil_moisture-1=0.05
        probe-out/fall + 5m: soil_moisture-1=0.3; 1m: soil_moisture-1=0.15
        probe-out/fall - 30m: soil_moisture-1=0.3..0.15

        field
        soil-dry + 2m: available_water-1=0.44 available_water-2=0.44 available_water-3=0.6
        soil-dry - 2m: available_water-1=0.44 available_water-2=0.6 available_water-3=0.6
        crop-stress + 2m: available_water-1=0.2
        crop-stress - 2m: available_water-1=0.3
        soil-dry-estimated + 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=73
        soil-dry-estimated - 7h: soil_moisture-1=0.2 depletion=73
        crop-stress-estimated + 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=92
        crop-stress-estimated - 10m: soil_moisture-1=0.2 depletion=10; 7h: soil_moisture-1=- depletion=87
        soil-wet + 13h: soil_moisture-1=0.3
        soil-wet - 11h: soil_moisture-1=0.3; 20m: soil_moisture-1=0.24
        no-effect/valve + 10m: soil_moisture-1=0.2 state-valve=0; 40m: state-valve=1; 2h: state-valve=0
        no-effect/valve - 10m: soil_moisture-1=0.2 state-valve=0; 40m: state-valve=1 soil_moisture-1=0.2..0.23; 2h: state-valve=0 soil_moisture-1=0.23
        no-effect/pump + 10m: soil_moisture-1=0.2 state-pump=0; 40m: state-pump=1; 2h: state-pump=0
        no-effect/pump - 10m: soil_moisture-1=0.2 state-pump=0; 20m: state-pump=1; 3h: state-pump=0
        probe-out/air + 7m: soil_moisture-1=0.01
        probe-out/air - 7m: soil_moisture-1=0.05
        probe-out/fall + 5m: soil_moisture-1=0.3; 1m: soil_moisture-1=0.15
        probe-out/fall - 30m: soil_moisture-1=0.3..0.15
        frost + 62m: temperature=7
        frost - 50m: temperature=7; 15m: temperature=11

        pump-house
        pump-dry/flow + 1m: state-pump=0 flow=0; 40s: state-pump=1
        pump-dry/flow - 1m: state-pump=0 flow=0; 20s: state-pump=1; 1m: flow=20
        pump-dry/flow-usual + {Runs}30s: state-pump=1 flow=30 current=8; 1m: flow=2
        pump-dry/flow-usual - {Runs}30s: state-pump=1 flow=30 current=8; 1m: flow=4
        pump-dry/current-usual + {Runs}30s: state-pump=1 flow=30 current=8; 1m: current=5
        pump-dry/current-usual - {Runs}30s: state-pump=1 flow=30 current=8; 1m: current=6
        dead-head + {Runs}30s: state-pump=1 flow=30 current=8 pressure=200000; 1m: flow=2 pressure=240000
        dead-head + {Runs}30s: state-pump=1 flow=30 current=8 pressure=200000; 1m: flow=2 current=7
        dead-head - {Runs}30s: state-pump=1 flow=30 current=8 pressure=200000; 1m: flow=2 current=5
        dead-head - {Runs}30s: state-pump=1 flow=30 current=8 pressure=200000; 1m: current=7
        burst + {Runs}30s: state-pump=1 flow=30 pressure=200000; 1m: flow=45 pressure=90000
        burst - {Runs}30s: state-pump=1 flow=30 pressure=200000; 1m: flow=45 pressure=180000
        no-current/current + 30s: state-pump=1 current=0.1
        no-current/current - 30s: state-pump=0 current=0.1
        no-current/current-usual + 4x(1m: state-pump=1 current=40; 1m: state-pump=0); 30s: state-pump=1 current=1.5
        no-current/current-usual - 4x(1m: state-pump=1 current=40; 1m: state-pump=0); 30s: state-pump=1 current=3
        overload/usual + {Runs}30s: state-pump=1 current=8; 30s: current=9.5
        overload/usual - {Runs}30s: state-pump=1 current=8; 30s: current=9
        overload/jammed + {Runs}30s: state-pump=1 current=5; 8s: current=17
        overload/jammed - {Runs}2s@1s: state-pump=1 current=40; 30s: current=8
        overload/current + 30s: state-pump=1 current=17
        overload/current - 30s: state-pump=1 current=15
        under-voltage + 45s: voltage=105
        under-voltage - 45s: voltage=110
        under-voltage - 45s: state-mains=0 voltage=0
        over-voltage + 45s: voltage=134
        over-voltage - 20s: voltage=134; 30s: voltage=120
        leak/flow + 13m: state-pump=0 flow=0.8
        leak/flow - 13m: state-pump=1 flow=0.8
        leak/flow - 9m: state-pump=0 flow=0.8; 10m: flow=0
        leak/level + 150m: state-pump=0 state-valve=0 level-tank=0.8..0.7
        leak/level - 150m: state-pump=0 state-valve=1 level-tank=0.8..0.7
        leak/level - 150m: state-pump=0 state-valve=0 level-tank=0.8..0.77
        leak-large + 13m: state-pump=0 flow=6
        leak-large - 13m: state-pump=0 flow=4
        long-run + 242m: state-pump=1
        long-run - 230m: state-pump=1; 10m: state-pump=0
        long-day + 4x(152m: state-pump=1; 1h: state-pump=0); 10m: state-pump=1
        long-day - 4x(140m: state-pump=1; 1h: state-pump=0)
        much-water + {Days}9h@10m: volume=13
        much-water - {Days}9h@10m: volume=6
        short-cycling + 8x(3m: state-pump=1; 3m: state-pump=0)
        short-cycling - 5x(5m: state-pump=1; 6m: state-pump=0)
        short-cycling-hard + 14x(2m: state-pump=1; 2m: state-pump=0)
        short-cycling-hard - 8x(3m: state-pump=1; 3m: state-pump=0)
        motor-hot + 75s: temperature-motor=92
        motor-hot - 75s: temperature-motor=85
        tank-low + 6m: level-tank=0.22
        tank-low - 6m: level-tank=0.27
        tank-empty + 75s: level-tank=0.08
        tank-empty - 75s: level-tank=0.12
        tank-over + 8m: state-pump=1 level-tank=0.97
        tank-over - 8m: state-pump=0 level-tank=0.97
        level-stuck + 370m: level-tank=0.5 volume=2
        level-stuck - 370m: level-tank=0.5 volume=1
        level-stuck - 370m: level-tank=0.5..0.55 volume=2
        mains-lost + 20s: state-mains=0
        mains-lost - 5s: state-mains=0; 20s: state-mains=1

        tank
        low + 6m: level=0.22
        low - 6m: level=0.27
        empty + 75s: level=0.08
        empty - 75s: level=0.12
        over/level + 12m: level=0.99
        over/level - 12m: level=0.97
        over/filling + 8m: level=0.96 state-pump=1
        over/filling - 8m: level=0.96 state-pump=0
        leak/shut + 130m: state-valve=0 level=0.8..0.72
        leak/shut - 130m: state-valve=1 level=0.8..0.72
        leak/fast + 1h: level=0.8..0.6
        leak/fast - 1h: level=0.8..0.72
        gauge-stuck + 370m: level=0.5 volume=2
        gauge-stuck - 370m: level=0.5..0.55 volume=2

        pig-barn
        ventilation/rise + 5m: temperature=30.5; 2m: temperature=30.5..31.7
        ventilation/rise - 5m: temperature=26; 2m: temperature=26..27.2
        ventilation/rise - 5m: temperature=30.5; 5m: temperature=30.5..31.5
        ventilation/fan + 75s: temperature=29 state-fan=0
        ventilation/fan - 75s: temperature=26 state-fan=0
        ventilation/breath + 5m: co2=3100; 11m: co2=3100..5000
        ventilation/breath + 5m: co2=1000; 12m: co2=1000..2600
        ventilation/breath - 5m: co2=1000; 12m: co2=1000..1900
        ventilation/breath-with-fan + 32m: co2=3200 state-fan=1
        ventilation/breath-with-fan - 32m: co2=2900 state-fan=1
        stale-air + 17m: temperature=27 mast.temperature=22
        stale-air - 17m: temperature=25 mast.temperature=22
        stale-air - 17m: temperature=24 mast.temperature=18
        warm + 62m: temperature=24
        warm - 62m: temperature=22
        hot + 62m: temperature=29
        hot - 50m: temperature=29; 15m: temperature=26
        heat-strong + 6m: temperature=33.5
        heat-strong - 6m: temperature=32.5
        heat-strong - 4m: temperature=33.5; 4m: temperature=31
        heat/deadly + 3m: temperature=35.5
        heat/deadly - 90s: temperature=35.5; 3m: temperature=31
        heat/setpoint + 6m: temperature=33.5
        heat/setpoint - 6m: temperature=32.8
        heat/setpoint - 4m: temperature=33.5; 4m: temperature=31
        thi-alert + 62m: thi=76
        thi-alert - 62m: thi=74.5
        thi-danger + 62m: thi=80
        thi-danger - 50m: thi=80; 15m: thi=77
        thi-emergency + 32m: thi=85
        thi-emergency - 32m: thi=83.5
        cold + 62m: temperature=13
        cold - 62m: temperature=15
        chill + 32m: temperature=9
        chill - 32m: temperature=12
        co2-high + 32m: co2=3200
        co2-high - 32m: co2=2900
        co2 + 17m: co2=5200
        co2 - 10m: co2=5200; 10m: co2=3000
        co2-danger + 6m: co2=16000
        co2-danger - 4m: co2=16000; 5m: co2=5000
        ammonia-high + 17m: nh3=12
        ammonia-high - 17m: nh3=9
        ammonia + 17m: nh3=27
        ammonia - 17m: nh3=22
        ammonia-danger + 6m: nh3=55
        ammonia-danger - 4m: nh3=55; 5m: nh3=20
        ammonia-relative + 32m: gas_ratio-nh3=3.5
        ammonia-relative - 32m: gas_ratio-nh3=2.5
        h2s-low + 75s: h2s=6
        h2s-low - 75s: h2s=4
        h2s-high + 45s: h2s=12
        h2s-high - 45s: h2s=8
        h2s + 10s: h2s=25
        h2s - 45s: h2s=18
        co-low + 75s: co=35
        co-low - 75s: co=25
        co-high + 75s: co=60
        co-high - 75s: co=40
        co + 10s: co=320
        co - 75s: co=250
        mains-lost + 20s: state-mains=0
        mains-lost - 5s: state-mains=0; 20s: state-mains=1
        no-water + 125m: flow=0
        no-water - 110m: flow=0; 15m: flow=0.5
        no-water - 13h: flow=0.5; 6h: flow=0
        drink-less/today + {Days}9h@10m: volume=2
        drink-less/today - {Days}9h@10m: volume=4
        drink-less/days + 18h@10m: volume=5; 24h@10m: volume=5; 24h@10m: volume=4.6; 24h@10m: volume=4.3; 24h@10m: volume=4; 10m@10m: volume=4
        drink-less/days - 18h@10m: volume=5; 24h@10m: volume=5; 24h@10m: volume=4.9; 24h@10m: volume=4.8; 24h@10m: volume=4.7; 10m@10m: volume=4.7
        water-at-night + {Days}12h@10m: volume=5; 8h@10m: volume=3
        water-at-night - {Days}12h@10m: volume=5; 8h@10m: volume=1

        cold-room
        warm + 32m: temperature=12.5
        warm - 32m: temperature=11
        hot + 122m: temperature=15.5
        hot - 110m: temperature=15.5; 15m: temperature=11
        chilled + 32m: temperature=5.5
        chilled - 32m: temperature=7
        ripe + 1m: ripeness=0.91
        ripe - 1m: ripeness=0.89
        door + 17m: state-door=1
        door - 10m: state-door=1; 10m: state-door=0
        mains-lost + 20s: state-mains=0
        mains-lost - 5s: state-mains=0; 20s: state-mains=1

        cold-room stock=milk
        warm + 122m: temperature=4.5
        warm - 110m: temperature=4.5; 15m: temperature=3
        hot + 32m: temperature=7.5
        hot - 32m: temperature=6.5
        chilled + 32m: temperature=-0.5
        chilled - 32m: temperature=1

        cheese-room
        warm + 62m: temperature=14.5
        warm - 62m: temperature=13.8
        cold + 62m: temperature=9.5
        cold - 62m: temperature=10.2
        dry + 62m: humidity=78
        dry - 62m: humidity=81
        humid + 62m: humidity=92
        humid - 62m: humidity=89
        pasteurised + 1m: temperature-vat=63.5
        pasteurised - 1m: temperature-vat=62.5
        vat-off + 1h: state-vat=1 temperature-vat=20..63; 5m: temperature-vat=61
        vat-off - 1h: state-vat=1 temperature-vat=20..63; 5m: temperature-vat=63.5
        vat-off - 70m: state-vat=0 temperature-vat=30
        vat-hot + 75s: temperature-vat=81
        vat-hot - 75s: temperature-vat=78

        electric-fence
        weak + 12m: fence_voltage=3300
        weak - 12m: fence_voltage=3700
        dead + 3m: fence_voltage=1500
        dead - 90s: fence_voltage=1500; 1m: fence_voltage=6000
        drop + 12m: fence_voltage=7000 fence_voltage-far=4600
        drop - 12m: fence_voltage=7000 fence_voltage-far=5200

        grain-store
        grain-heat + 12m: temperature-grain-1=46
        grain-heat - 12m: temperature-grain-1=44
        grain-fire + 75s: temperature-grain-1=61
        grain-fire - 75s: temperature-grain-1=58
        grain-damp + 721m: humidity-grain-1=72
        grain-damp - 700m: humidity-grain-1=72; 15m: humidity-grain-1=65
        grain-mould + 361m: humidity-grain-1=82
        grain-mould - 361m: humidity-grain-1=78
        grain-warming + 150h@10m: temperature-grain-1=28..32
        grain-warming - 150h@10m: temperature-grain-1=28..30
        grain-over-air + 361m: temperature-grain-1=34 mast.temperature=28
        grain-over-air - 361m: temperature-grain-1=32 mast.temperature=28
        grain-wet + 721m: grain_moisture-grain-1=13.5
        grain-wet - 721m: grain_moisture-grain-1=12.8

        warehouse
        grain-heat + 3m: temperature-grain-1=46
        grain-heat - 3m: temperature-grain-1=44
        grain-fire + 75s: temperature-grain-1=61
        grain-fire - 75s: temperature-grain-1=58
        grain-warming + 150h@10m: temperature-grain-1=28..32
        grain-warming - 150h@10m: temperature-grain-1=28..30
        ripe + 1m: ripeness=0.91
        ripe - 1m: ripeness=0.89
        damp + 1441m: humidity=96
        damp - 1400m: humidity=96; 20m: humidity=88
        smoke + 75s: gas_ratio-smoke=3
        smoke - 75s: gas_ratio-smoke=2.2

        trough
        low + 32m: level=0.25
        low - 32m: level=0.35
        empty + 122m: level=0.04
        empty - 122m: level=0.08
        no-refill + 721m: volume=0
        no-refill + 13h: volume=0.1; 745m: volume=0
        no-refill - 13h: volume=0.1; 680m: volume=0
        no-refill - 13h: volume=0.1; 11h: volume=0; 3h: volume=-; 1h: volume=0
        leak/flow + 182m: flow=0.8
        leak/flow - 182m: flow=0.3
        leak/usual + 4x(24h@1h: flow=0.1); 62m: flow=0.4
        leak/usual - 4x(24h@1h: flow=0.1); 62m: flow=0.25

        mains
        mains-lost + 20s: state-mains=0
        mains-lost - 5s: state-mains=0; 20s: state-mains=1
        under-voltage + 1m: state-mains=1 voltage=105
        under-voltage - 1m: state-mains=1 voltage=110
        over-voltage + 20s: voltage=134
        over-voltage - 20s: voltage=130
        battery-low + 75s: level-battery=0.28
        battery-low - 75s: level-battery=0.35

        mill
        overload/usual + 4x(1m: state-mill=1 current=10; 1m: state-mill=0 current=0); 30s: state-mill=1 current=10; 30s: current=16
        overload/usual - 4x(1m: state-mill=1 current=10; 1m: state-mill=0 current=0); 30s: state-mill=1 current=10; 30s: current=14
        overload/current + 20s: current=26
        overload/current - 20s: current=24
        bearing-hot + 75s: temperature-bearing-1=82
        bearing-hot - 75s: temperature-bearing-1=75
        dust + 12m: pm25=550
        dust - 12m: pm25=450
        long-run + 361m: state-mill=1
        long-run - 350m: state-mill=1; 15m: state-mill=0

        weather-mast
        gale + 75s: wind_speed=18
        gale - 75s: wind_speed=16
        fire-danger + 2m: gfwi=21
        fire-danger - 2m: gfwi=19
        fire-danger-extreme + 2m: gfwi=31
        fire-danger-extreme - 2m: gfwi=29

        pig-barn stage=late-gestation
        hot + 62m: temperature=26
        hot - 62m: temperature=25
        heat-strong + 6m: temperature=31
        heat-strong - 6m: temperature=30.5
        heat/setpoint + 6m: temperature=31.5
        heat/setpoint - 6m: temperature=30.9

        pig-barn stage=piglets
        hot + 62m: temperature=36.5
        hot - 62m: temperature=35
        heat/setpoint + 6m: temperature=38.5
        heat/setpoint - 6m: temperature=37.5
        heat-strong + 6m: temperature=38.5
        cold + 62m: temperature=27
        chill + 32m: temperature=24

        greenhouse crop=pepper
        heat + 32m: temperature=34.5
        warm - 32m: temperature=31
        soil-dry + 2m: available_water-1=0.69
        soil-dry - 2m: available_water-1=0.75
        """;
}
