"""The script of the film: scenes in order; each sentence stands beside what is done while it is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo.acts import about, ask, cards, films, graphiql, page, terminal
from demo.captions import Said
from demo.faults import OutOfBounds
from demo.stage import Stage


@dataclass(frozen=True)
class Beat:
    """A sentence, and what is done while it is said."""

    said: Said
    act: Callable[[Stage], None]


@dataclass(frozen=True)
class Scene:
    """Beats that belong together, under a short name to choose them by and one in each language to show."""

    key: str
    name: Said
    beats: tuple[Beat, ...]


def scene(key: str, es: str, en: str, *beats: Beat) -> Scene:
    """A scene, named in Spanish and English."""
    return Scene(key, Said(es, en), beats)


def beat(act: Callable[[Stage], None], es: str, en: str) -> Beat:
    """A beat, said in Spanish and English."""
    return Beat(Said(es, en), act)


SCENES = (
    scene(
        "title",
        "Cartelera",
        "Cartelera",
        beat(
            cards.title,
            "Cartelera responde qué hay en cuatro plataformas de streaming, y qué ver después.",
            "Cartelera answers what is on four streaming platforms, and what to see next.",
        ),
        beat(
            cards.stand,
            "De archivos sueltos a tablas, de tablas a modelos, y de ahí a una API GraphQL y una página.",
            "From loose files to tables, from tables to models, and on to a GraphQL API and a page.",
        ),
    ),
    scene(
        "pipeline",
        "De archivos a tablas",
        "Files to tables",
        beat(
            terminal.build,
            "Un solo comando lee los archivos crudos y arma las tablas. Lo que ves es su salida real.",
            "One command reads the raw files and makes tables. What you see is its real output.",
        ),
        beat(
            terminal.report,
            "Leyó {read} filas de {files} archivos; cada fila leída entra en una tabla o queda apartada.",
            "It read {read} rows of {files} files; every row read enters a table or is set aside.",
        ),
        beat(
            terminal.repairs,
            "{repaired} filas se repararon, cada arreglo contado. {aside} no pueden entrar: se guardan con su motivo.",
            "{repaired} rows were repaired, every mend counted. {aside} may not enter: they are kept with the reason.",
        ),
        beat(
            terminal.check_totals,
            "Si las cuentas no cierran, no se publica nada y se sigue sirviendo lo anterior.",
            "Where the sums do not add up nothing is published, and what was served goes on being served.",
        ),
        beat(
            terminal.fit,
            "Luego se ajustan los modelos, aquí acelerado: qué se parece a qué, y qué le gustaría a quién.",
            "Then the models are fitted, sped up here: what is like what, and who would like what.",
        ),
    ),
    scene(
        "questions",
        "Las cuatro preguntas",
        "The four questions",
        beat(
            graphiql.open_it,
            "GraphiQL viene incluido y funciona sin internet: una pestaña por pregunta.",
            "GraphiQL is included and works offline: a tab for every question.",
        ),
        beat(
            graphiql.tab("MaxDuration"),
            "Primera: ¿cuál es el título más largo, de un año y una plataforma? El año y la plataforma son opcionales.",
            "The first: which title is the longest, of a year, on a platform? Year and platform may be left out.",
        ),
        beat(
            graphiql.tab("ScoreCounts"),
            "Segunda: ¿cuántos títulos superan un puntaje en un año? Estrictamente mayor, con la media exacta.",
            "The second: how many titles score above a value in a year? Strictly above, by the exact mean.",
        ),
        beat(
            graphiql.tab("PlatformCounts"),
            "Tercera: ¿cuántos títulos hay en cada plataforma? Una sola, si se la nombra.",
            "The third: how many titles are on each platform? On one alone, if it is named.",
        ),
        beat(
            graphiql.tab("TopActor"),
            "Cuarta: ¿quién actúa en más títulos? Si hay empate, lo dice y nombra a todos.",
            "The fourth: who plays in the most titles? Where several do, it says so and names them all.",
        ),
        beat(
            cards.stand,
            "Cada respuesta de este video se comparó, al grabarlo, con un pedido aparte a la API.",
            "Every answer in this film was held, while recording, against a request of its own to the API.",
        ),
    ),
    scene(
        "nested",
        "Varias a la vez",
        "Several at once",
        beat(
            graphiql.linked("several"),
            "Un solo pedido puede llevar las cuatro preguntas: eso es GraphQL, y ahorra viajes.",
            "One request may carry all four questions: that is GraphQL, and it saves trips.",
        ),
        beat(
            graphiql.linked("nested"),
            "O seguir los hilos: de una persona a sus títulos, dónde más están, qué se les parece y por qué.",
            "Or it follows the threads: from a person to titles, where else they are, what is like them, and why.",
        ),
    ),
    scene(
        "films",
        "El cine",
        "The film set",
        beat(
            graphiql.tab("FilmsInMonth"),
            "Otra versión del encargo pregunta por cine: estrenos de un mes, en español o en inglés.",
            "Another version of the brief asks about films: releases of a month, in Spanish or English.",
        ),
        beat(
            graphiql.tab("FilmVotes"),
            "Los votos de una película: con menos de 2000 no da el promedio, y lo explica.",
            "The votes of a film: with fewer than 2000 it gives no mean, and says why.",
        ),
        beat(
            graphiql.tab("DirectorReturn"),
            "Y lo que ganaron las películas de un director por lo que costaron, una por una.",
            "And what a director's films earned for what they cost, one by one.",
        ),
        beat(
            films.months,
            "Lo mismo en la página: los estrenos de cada mes en un gráfico, con su tabla detrás.",
            "The same on the page: the releases of every month as a chart, with the table behind.",
        ),
        beat(
            films.director,
            "Y el dinero de cada película de quien dirige: lo que costó y lo que recaudó.",
            "And the money of each of a director's films: what it cost and what it took.",
        ),
    ),
    scene(
        "page",
        "La página",
        "The page",
        beat(
            page.home,
            "La página, para quien prefiere mirar: {titles} títulos y una caja para buscar.",
            "The page, for those who would rather look: {titles} titles and one box to search.",
        ),
        beat(
            page.suggest,
            "Sugiere mientras se escribe. Aquí falta una letra, y lo encuentra igual.",
            "It suggests while one types. A letter is missing here, and it finds it all the same.",
        ),
        beat(
            page.find,
            "Los filtros dicen cuántos títulos quedan antes de elegirlos.",
            "The filters say how many titles are left before they are chosen.",
        ),
        beat(
            page.title,
            "Un título: de qué trata, quién actúa, dónde más está, y con cuántos votos se lo puntuó.",
            "A title: what it is about, who plays, where else it is, and how many rated it.",
        ),
        beat(
            page.similar,
            "Los títulos parecidos vienen con sus motivos, no solo con un número.",
            "Similar titles come with their reasons, not only with a number.",
        ),
        beat(
            page.verdict,
            "¿Le gustaría a este usuario? Sí o no, con qué probabilidad y por qué.",
            "Would this user like it? Yes or no, how probable it is, and why.",
        ),
        beat(
            page.stricter,
            "Si gustar es dar 4.5 o más, la probabilidad baja. La marca es lo usual entre todas las notas.",
            "If liking means 4.5 or more, it is less probable. The mark is what is usual of all ratings.",
        ),
        beat(
            page.user,
            "La vista del usuario: qué recomendarle que no haya puntuado, y lo que ya puntuó.",
            "The user's view: what to suggest that they have not rated, and what they have.",
        ),
    ),
    scene(
        "ask",
        "Preguntas con gráficos",
        "Questions with charts",
        beat(
            ask.open_it,
            "Las cuatro preguntas también se hacen sin escribir consultas.",
            "The four questions can be asked without writing queries, too.",
        ),
        beat(
            ask.longest,
            "Se elige una plataforma y responde al momento; la dirección guarda lo preguntado.",
            "Choose a platform and it answers at once; the address keeps what was asked.",
        ),
        beat(
            ask.scored,
            "¿Cuántos superan un 4? El total, y las barras de cada plataforma.",
            "How many score above 4? The total, and bars for each platform.",
        ),
        beat(
            ask.actor,
            "Cada panel lleva a GraphiQL con su misma consulta, para seguir desde ahí.",
            "Every panel leads to GraphiQL with its very query, to go on from there.",
        ),
        beat(
            page.languages,
            "En español o en inglés, clara u oscura: como se prefiera.",
            "In Spanish or English, light or dark: as one likes it.",
        ),
    ),
    scene(
        "models",
        "Hasta dónde creerle",
        "How far to trust it",
        beat(
            about.signal,
            "Antes de usar los puntajes se los pone a prueba: si fueran azar, esta página lo diría.",
            "Before ratings are used they are put to the test: if they were chance, this page would say so.",
        ),
        beat(
            about.similar_titles,
            "Cada modelo está junto a maneras más simples de hacer lo mismo, con su intervalo.",
            "Every model stands beside simpler ways of doing the same, with its interval.",
        ),
        beat(
            about.verdicts,
            "¿Acierta más que decir siempre que sí? Se mide con notas que el modelo no había visto.",
            "Is it right more often than always saying yes? Measured on ratings it had not seen.",
        ),
        beat(
            about.served,
            "Y qué datos se sirven: filas de cada tabla, lo que quedó afuera y el motivo.",
            "And what data is served: rows of every table, what was kept out, and why.",
        ),
    ),
    scene(
        "report",
        "El análisis",
        "The analysis",
        beat(
            about.report,
            "El análisis exploratorio es una sola página, sin internet, hecha de los mismos datos.",
            "The analysis is one page that needs no network, made of the same data.",
        ),
        beat(
            about.figures,
            "Distribuciones, faltantes, duplicados, correlaciones, nubes: cada figura con su tabla y su hallazgo.",
            "Distributions, gaps, duplicates, correlations, clouds: every figure with its table, and a finding.",
        ),
    ),
    scene(
        "end",
        "Empieza aquí",
        "Start here",
        beat(
            cards.end,
            "Para empezar basta un comando: instala, arma los datos, ajusta los modelos y sirve todo.",
            "One command is enough to start: it installs, builds the data, fits the models and serves it all.",
        ),
    ),
)


def chosen(keys: str) -> tuple[Scene, ...]:
    """The scenes of these short names with commas between them, in the script's order; all for none.

    Raises:
        OutOfBounds: there is no scene of such a name.
    """
    wanted = {each.strip() for each in keys.split(",")} - {""}
    if unknown := sorted(wanted - {each.key for each in SCENES}):
        known = ", ".join(each.key for each in SCENES)
        raise OutOfBounds(f"no scene {unknown[0]!r} in script.py, expected one of {known}: name one of these")
    return tuple(each for each in SCENES if not wanted or each.key in wanted)
