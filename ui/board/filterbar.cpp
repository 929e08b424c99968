#include "ui/board/filterbar.h"

#include "models/services/workspace.h"
#include "ui/common/searchfield.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPushButton>
#include <QTimer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingMs = 150;

template<class E> QJsonArray codesOf(const QList<E> &values)
{
    QJsonArray codes;
    for (const E value : values)
        codes << codeOf(value);
    return codes;
}

template<class E> QList<E> valuesOf(const QJsonValue &codes)
{
    QList<E> values;
    for (const QJsonValue code : codes.toArray()) {
        if (const std::optional<E> value = fromCode<E>(code.toString()))
            values << *value;
    }
    return values;
}

} // namespace

void CheckMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *action = activeAction();
    if (action && action->isEnabled() && action->isCheckable())
        action->trigger();
    else
        QMenu::mouseReleaseEvent(event);
}

void CheckMenu::keyPressEvent(QKeyEvent *event)
{
    QAction *action = activeAction();
    if (event->key() == Qt::Key_Space && action && action->isEnabled() && action->isCheckable())
        action->trigger();
    else
        QMenu::keyPressEvent(event);
}

FilterBar::FilterBar(bool withStages, QWidget *parent)
    : QWidget(parent)
    , m_withStages(withStages)
    , m_mine(new QPushButton(tr("Mine"), this))
    , m_text(new SearchField(tr("Filter"), this))
    , m_services(new QPushButton(this))
    , m_exercises(new QPushButton(tr("Exercises"), this))
    , m_clear(new QPushButton(tr("Clear"), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_text->setObjectName(u"filter-text"_s);
    m_text->setAccessibleName(tr("Filter by words"));
    m_text->setShortcutHint(QKeySequence(Qt::Key_Slash));
    m_text->setMinimumWidth(96);
    m_text->setMaximumWidth(150);
    layout->addWidget(m_text);
    m_mine->setObjectName(u"filter-mine"_s);
    m_mine->setAccessibleName(tr("Only incidents I hold"));
    m_mine->setCheckable(true);
    layout->addWidget(m_mine);
    if (withStages)
        layout->addWidget(addChoice(u"filter-stage"_s, tr("Stage"), &IncidentFilter::stages));
    layout->addWidget(addChoice(u"filter-severity"_s, tr("Severity"), &IncidentFilter::severities));
    layout->addWidget(addChoice(u"filter-source"_s, tr("Source"), &IncidentFilter::sources));
    layout->addWidget(addChoice(u"filter-outcome"_s, tr("Class"), &IncidentFilter::outcomes));
    m_services->setObjectName(u"filter-service"_s);
    m_services->setMenu(new CheckMenu(m_services));
    m_services->menu()->setAccessibleName(tr("Service"));
    m_services->hide();
    layout->addWidget(m_services);
    m_exercises->setObjectName(u"filter-exercises"_s);
    m_exercises->setAccessibleName(tr("Show exercises"));
    m_exercises->setToolTip(tr("Exercises are kept apart: out of lists, counts and clocks until they are asked for."));
    m_exercises->setCheckable(true);
    layout->addWidget(m_exercises);
    m_clear->setObjectName(u"filter-clear"_s);
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_clear->setFlat(true);
    layout->addWidget(m_clear);

    auto *typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(kTypingMs);
    connect(m_text, &QLineEdit::textEdited, typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::textChanged, this, [this, typing](const QString &text) {
        if (text.isEmpty() && !m_filter.text.isEmpty())
            typing->start();
    });
    connect(typing, &QTimer::timeout, this, [this] {
        if (m_filter.text == m_text->text().trimmed())
            return;
        m_filter.text = m_text->text().trimmed();
        edited();
    });
    connect(m_mine, &QPushButton::toggled, this, [this](bool on) {
        m_filter.manager = on ? m_me : PersonId{};
        edited();
    });
    connect(m_exercises, &QPushButton::toggled, this, [this](bool on) {
        m_filter.exercises = on;
        edited();
    });
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    refresh();
}

template<class E>
QPushButton *FilterBar::addChoice(const QString &name, const QString &title, QList<E> IncidentFilter::*field)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    auto *menu = new CheckMenu(button);
    menu->setAccessibleName(title);
    for (const auto &entry : enumTable<E>()) {
        QAction *action = menu->addAction(nameOf(entry.value));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, field, value = entry.value](bool on) {
            if (on)
                (m_filter.*field) << value;
            else
                (m_filter.*field).removeAll(value);
            edited();
        });
    }
    button->setMenu(menu);
    m_refreshers << [this, button, menu, title, field] {
        const QList<E> &chosen = m_filter.*field;
        const auto table = enumTable<E>();
        const QList<QAction *> actions = menu->actions();
        for (size_t i = 0; i < table.size(); ++i)
            actions.at(static_cast<qsizetype>(i))->setChecked(chosen.contains(table[i].value));
        QString text = title;
        if (chosen.size() == 1)
            text = nameOf(chosen.first());
        else if (chosen.size() > 1)
            text = tr("%1: %2").arg(title).arg(chosen.size());
        button->setText(text);
        button->setAccessibleName(chosen.isEmpty() ? tr("%1: all").arg(title) : tr("%1: narrowed").arg(title));
    };
    return button;
}

void FilterBar::setServices(const QList<Service> &services)
{
    if (m_directory == services)
        return;
    m_directory = services;
    m_services->setVisible(!services.isEmpty());
    fillServices();
    refresh();
}

void FilterBar::followServices(Workspace &workspace)
{
    const auto read = [this, &workspace] {
        workspace.run<QList<Service>>(
            this, [](Services &s) { return s.directory.all(); },
            [this](const Result<QList<Service>> &services) {
                if (services)
                    setServices(*services);
            });
    };
    connect(&workspace, &Workspace::changed, this, [read](const ChangeSet &changes) {
        if (changes.people || changes.everything)
            read();
    });
    read();
}

void FilterBar::showExercises(bool shown)
{
    m_filter.exercises = shown;
    refresh();
}

void FilterBar::fillServices()
{
    m_services->menu()->clear();
    for (const Service &service : std::as_const(m_directory)) {
        QAction *action = m_services->menu()->addAction(QString(service.name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, id = service.id](bool on) {
            if (on)
                m_filter.services << id;
            else
                m_filter.services.removeAll(id);
            edited();
        });
    }
}

void FilterBar::setFilter(const IncidentFilter &filter, PersonId me)
{
    m_me = me;
    m_filter = filter;
    refresh();
}

bool FilterBar::isActive() const
{
    return !m_filter.text.isEmpty() || m_filter.manager.isValid() || !m_filter.stages.isEmpty() ||
           !m_filter.severities.isEmpty() || !m_filter.sources.isEmpty() || !m_filter.outcomes.isEmpty() ||
           !m_filter.services.isEmpty();
}

void FilterBar::clear()
{
    m_filter = {};
    edited();
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::refresh()
{
    const QSignalBlocker blockMine(m_mine);
    m_mine->setChecked(m_filter.manager.isValid());
    const QSignalBlocker blockExercises(m_exercises);
    m_exercises->setChecked(m_filter.exercises);
    const QList<QAction *> services = m_services->menu()->actions();
    QString service = tr("Service");
    for (qsizetype i = 0; i < services.size(); ++i) {
        const bool chosen = m_filter.services.contains(m_directory.at(i).id);
        services.at(i)->setChecked(chosen);
        if (chosen && m_filter.services.size() == 1)
            service = m_directory.at(i).name;
    }
    if (m_filter.services.size() > 1)
        service = tr("%1: %2").arg(service).arg(m_filter.services.size());
    m_services->setText(service.size() > 18 ? service.left(17) + u'…' : service);
    m_services->setAccessibleName(m_filter.services.isEmpty() ? tr("Service: all") : tr("Service: narrowed"));
    if (m_text->text().trimmed() != m_filter.text) {
        const QSignalBlocker blockText(m_text);
        m_text->setText(m_filter.text);
    }
    m_filter.includeNotAssessed = m_filter.severities.isEmpty();
    for (const auto &refresher : m_refreshers)
        refresher();
    m_clear->setVisible(isActive());
}

void FilterBar::edited()
{
    refresh();
    Q_EMIT changed();
}

QString FilterBar::toText(const IncidentFilter &filter, bool mine)
{
    QJsonArray services;
    for (const ServiceId service : filter.services)
        services.append(service.value);
    const QJsonObject object{{u"mine"_s, mine},
                             {u"stages"_s, codesOf(filter.stages)},
                             {u"severities"_s, codesOf(filter.severities)},
                             {u"sources"_s, codesOf(filter.sources)},
                             {u"outcomes"_s, codesOf(filter.outcomes)},
                             {u"services"_s, services},
                             {u"exercises"_s, filter.exercises}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

IncidentFilter FilterBar::fromText(const QString &text, PersonId me)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    IncidentFilter filter;
    filter.manager = object.value("mine"_L1).toBool() ? me : PersonId{};
    filter.stages = valuesOf<Stage>(object.value("stages"_L1));
    filter.severities = valuesOf<Severity>(object.value("severities"_L1));
    filter.sources = valuesOf<DetectionSource>(object.value("sources"_L1));
    filter.outcomes = valuesOf<Outcome>(object.value("outcomes"_L1));
    for (const QJsonValue id : object.value("services"_L1).toArray())
        filter.services << ServiceId{id.toInteger()};
    filter.exercises = object.value("exercises"_L1).toBool();
    filter.includeNotAssessed = filter.severities.isEmpty();
    return filter;
}

} // namespace tocsin
