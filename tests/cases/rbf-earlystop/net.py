import numpy as np
from dataclasses import dataclass, field

# Red de funciones de base radial (RBF), centros y anchos entrenables
# con parada temprana (early stopping)

rng = np.random.default_rng(21)


@dataclass
class RedRBF:
    n_centros: int
    centros: np.ndarray = field(init=False)
    log_ancho: np.ndarray = field(init=False)
    pesos: np.ndarray = field(init=False)
    sesgo: float = 0.0

    def __post_init__(self):
        self.centros = np.linspace(-3, 3, self.n_centros)
        self.log_ancho = np.zeros(self.n_centros)
        self.pesos = rng.normal(0, 0.1, self.n_centros)

    def predecir(self, x):
        dif = x[:, None] - self.centros[None, :]
        s2 = np.exp(2 * self.log_ancho)
        phi = np.exp(-dif ** 2 / (2 * s2))
        return phi @ self.pesos + self.sesgo, (dif, s2, phi)

    def gradientes(self, x, y):
        n = len(x)
        salida, (dif, s2, phi) = self.predecir(x)
        error = salida - y
        perdida = 0.5 * np.mean(error ** 2)
        d = error / n
        g_pesos = phi.T @ d
        g_sesgo = d.sum()
        dphi = d[:, None] * self.pesos[None, :] * phi
        g_centros = (dphi * dif / s2).sum(0)
        g_ancho = (dphi * dif ** 2 / s2).sum(0)
        return perdida, (g_centros, g_ancho, g_pesos, g_sesgo)

    def copiar(self):
        return self.centros.copy(), self.log_ancho.copy(), self.pesos.copy(), self.sesgo

    def restaurar(self, estado):
        self.centros, self.log_ancho, self.pesos, self.sesgo = estado


def funcion(x):
    return np.sin(2 * x) + 0.3 * x


x = rng.uniform(-3, 3, 200)
y = funcion(x) + rng.normal(0, 0.1, x.shape)
x_ent, y_ent, x_val, y_val = x[:140], y[:140], x[140:], y[140:]

red = RedRBF(10)
tasa = 0.3
paciencia = 50
mejor = -np.inf
espera = 0
mejor_estado = red.copiar()
for epoca in range(4000):
    perdida, (gc, ga, gp, gs) = red.gradientes(x_ent, y_ent)
    red.centros -= tasa * gc
    red.log_ancho -= tasa * ga
    red.pesos -= tasa * gp
    red.sesgo -= tasa * gs

    val = 0.5 * np.mean((red.predecir(x_val)[0] - y_val) ** 2)
    if epoca % 500 == 0:
        print(f"epoca {epoca:5d} entrenamiento {perdida:.5f} validacion {val:.5f}")
    if val > mejor:
        mejor = val
        mejor_estado = red.copiar()
        espera = 0
    else:
        espera += 1
        if espera >= paciencia:
            print("parada temprana en la epoca", epoca)
            break

red.restaurar(mejor_estado)
xt = np.linspace(-3, 3, 101)
print("error cuadratico medio (prueba):", np.mean((red.predecir(xt)[0] - funcion(xt)) ** 2))
