namespace Vigia.Browser.Kit;

internal static class TestFarm
{
    public const string Yaml = """
        title: Comuna El Maizal
        zones:
          - name: porqueriza
            title: { es: Porqueriza, en: Pig barn }
            kind: pig-barn
            rules: { hot: "off", heat: "off", ventilation: "off" }
          - name: bomba
            title: { es: Bomba del pozo, en: Well pump }
            kind: pump-house
          - name: galpon
            title: { es: Galpón de acopio, en: Warehouse }
            kind: warehouse
        nodes:
          - { name: cerdos-1, zone: porqueriza }
          - { name: bomba-1, zone: bomba }
          - { name: galpon-1, zone: galpon }
        people:
          - { name: yelitza, title: Yelitza Rondón, phone: 0400-0000001 }
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000002 }
        roles:
          pig-barn: [yelitza, ramon]
          coordinator: [yelitza, ramon]
        # Every test may raise it: what flaps on a farm stays for half an hour.
        flapping: { raises: 60 }
        rules:
          - name: very-hot
            title: { es: Mucho calor, en: Very hot }
            do: { es: Abra las cortinas, en: Open the curtains }
            zone: porqueriza
            severity: severe
            point: temperature
            above: 45
            clear: 44
            for: 0s
""";
}
