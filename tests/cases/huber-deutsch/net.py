# -*- coding: utf-8 -*-
# Praktikum Physik: Pendeldaten mit Ausreissern anpassen (Huber-Verlust statt MSE)
import numpy as np

zufall = np.random.RandomState(7)

# Messdaten erzeugen
anzahl = 120
t = np.sort(zufall.uniform(0, 6, anzahl))
auslenkung = np.exp(-0.25 * t) * np.cos(2.0 * t) + 0.03 * zufall.randn(anzahl)
ausreisser = zufall.choice(anzahl, 8, replace=False)
auslenkung[ausreisser] += zufall.choice([-3, 3], 8)

X = (t.reshape(-1, 1) - 3.0) / 3.0
Y = auslenkung.reshape(-1, 1)


class Netz:
    def __init__(self, groessen):
        self.gewichte = []
        self.schwellen = []
        for ein, aus in zip(groessen[:-1], groessen[1:]):
            self.gewichte.append(zufall.randn(ein, aus) * np.sqrt(2.0 / ein))
            self.schwellen.append(0.5 * zufall.randn(1, aus))
        self.v_g = [np.zeros_like(g) for g in self.gewichte]
        self.v_s = [np.zeros_like(s) for s in self.schwellen]

    def vorwaerts(self, x):
        self.akt = [x]
        letzte = len(self.gewichte) - 1
        for i, (g, s) in enumerate(zip(self.gewichte, self.schwellen)):
            z = self.akt[-1] @ g + s
            self.akt.append(z if i == letzte else np.tanh(z))
        return self.akt[-1]

    def rueckwaerts(self, delta):
        gg, gs = [None] * len(self.gewichte), [None] * len(self.gewichte)
        for i in reversed(range(len(self.gewichte))):
            gg[i] = self.akt[i].T @ delta
            gs[i] = delta.sum(axis=0, keepdims=True)
            if i > 0:
                delta = (delta @ self.gewichte[i].T) * (1 - self.akt[i] ** 2)
        return gg, gs

    def schritt(self, gg, gs, rate, traegheit):
        # Impuls (momentum)
        for i in range(len(self.gewichte)):
            self.v_g[i] = traegheit * self.v_g[i] + rate * gg[i]
            self.v_s[i] = traegheit * self.v_s[i] + rate * gs[i]
            self.gewichte[i] -= rate * self.v_g[i]
            self.schwellen[i] -= rate * self.v_s[i]


def huber(vorhersage, ziel, d=0.3):
    r = vorhersage - ziel
    klein = np.abs(r) <= d
    verlust = np.where(klein, 0.5 * r ** 2, d * (np.abs(r) - 0.5 * d)).mean()
    grad = np.where(klein, r, d) / len(vorhersage)
    return verlust, grad


netz = Netz([1, 20, 12, 1])
for epoche in range(4000):
    p = netz.vorwaerts(X)
    verlust, grad = huber(p, Y)
    netz.schritt(*netz.rueckwaerts(grad), rate=0.03, traegheit=0.9)
    if epoche % 1000 == 0:
        print("Epoche", epoche, "Verlust", round(verlust, 5))

wahr = np.exp(-0.25 * t) * np.cos(2.0 * t)
abweichung = np.sqrt(np.mean((netz.vorwaerts(X)[:, 0] - wahr) ** 2))
print("mittlere Abweichung von der wahren Kurve:", abweichung)
