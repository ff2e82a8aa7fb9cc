using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Cli;

internal sealed partial class TextsEs
{
    public override string UserHelp =>
        """
            Uso: vigia user add NOMBRE [--role PUEDE]     da una cuenta de la página y escribe su primera contraseña
                 vigia user role NOMBRE --role PUEDE      cambia lo que puede, desde ya
                 vigia user password NOMBRE               le da otra contraseña; sus sesiones terminan
                 vigia user remove NOMBRE                 quita la cuenta
                 vigia user list                          quién tiene cuenta, y qué puede

              --role PUEDE    viewer: ver; attendant: también atender alertas (lo normal); technician: también mantenimiento y
                              probar reglas; coordinator: también cuentas, pantallas, simulacros y el registro
              --data CARPETA  todo lo del servicio

            Con el servicio andando o parado. Cada cambio queda en el registro.
            """;

    public override string NeedsUser => "Falta el nombre de la cuenta: vigia user add maria";

    public override string UserPassword(string name, string password) =>
        $"Contraseña de {name}, no se puede volver a leer: {password}";

    public override string UserChanged(string name) => $"Hecho: {name}";

    public override string UserRefused(string name, AccountOutcome why) =>
        why switch
        {
            AccountOutcome.NameNotAllowed =>
                $"\"{name}\" no sirve: 1 a 32 letras sin acento, números, punto, guion o _.",
            AccountOutcome.NameTaken => $"{name} ya tiene cuenta; vigia user password {name} le da otra contraseña.",
            AccountOutcome.NoSuchUser => $"{name} no tiene cuenta; vigia user list dice quién.",
            AccountOutcome.LastCoordinator =>
                $"{name} es la última cuenta que puede dar cuentas: dé antes otra coordinator.",
            AccountOutcome.TooManyUsers => $"No caben más cuentas: {Accounts.MaxUsers} es el máximo.",
            _ => $"{name}: no se pudo ({why})",
        };
}
