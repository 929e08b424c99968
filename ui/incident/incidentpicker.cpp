#include "ui/incident/incidentpicker.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"

#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kOffered = 30;

QString lineOf(const Incident &i)
{
    return u"%1  %2"_s.arg(i.reference(), i.title);
}

} // namespace

IncidentPicker::IncidentPicker(const UiContext &ui, IncidentId except, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_except(except)
    , m_search(new SearchField(tr("Reference or words"), this))
    , m_list(new QListWidget(this))
    , m_picked(wrappedLabel({}, TextStyle::SmallMuted, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_search->setAccessibleName(tr("Find the incident that goes on"));
    m_search->setObjectName(u"incidentSearch"_s);
    m_list->setAccessibleName(tr("Incidents found"));
    m_list->setObjectName(u"incidentList"_s);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(132);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_picked);
    setFocusProxy(m_search);
    m_timer.setSingleShot(true);
    m_timer.setInterval(200);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_timer.start(); });
    connect(&m_timer, &QTimer::timeout, this, &IncidentPicker::search);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item && m_list->hasFocus())
            choose(item->data(Qt::UserRole).value<IncidentId>(), item->text());
    });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { choose(item->data(Qt::UserRole).value<IncidentId>(), item->text()); });
    search();
}

void IncidentPicker::setChosen(IncidentId incident)
{
    m_chosen = incident;
    if (!incident.isValid())
        return;
    m_ui.workspace->run<Incident>(
        this, [incident](Services &s) { return s.incidents.byId(incident); },
        [this](const Result<Incident> &i) {
            if (i && i->id == m_chosen)
                m_picked->setText(tr("Chosen: %1").arg(lineOf(*i)));
        });
}

void IncidentPicker::choose(IncidentId id, const QString &text)
{
    if (m_chosen == id)
        return;
    m_chosen = id;
    m_picked->setText(tr("Chosen: %1").arg(text));
    Q_EMIT chosenChanged();
}

void IncidentPicker::search()
{
    const int reading = ++m_reading;
    m_ui.workspace->run<QList<Incident>>(
        this,
        [text = m_search->text().trimmed()](Services &s) -> Result<QList<Incident>> {
            if (const qint64 number = incidentNumber(text)) {
                const auto one = s.incidents.byNumber(number);
                return one ? QList<Incident>{*one} : QList<Incident>{};
            }
            IncidentFilter filter;
            filter.text = text;
            return s.incidents.page(filter, {}, kOffered);
        },
        [this, reading](const Result<QList<Incident>> &incidents) {
            if (reading == m_reading && incidents)
                showFound(*incidents);
        });
}

void IncidentPicker::showFound(const QList<Incident> &incidents)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Incident &i : incidents) {
        if (i.id == m_except)
            continue;
        auto *item = new QListWidgetItem(lineOf(i), m_list);
        item->setData(Qt::UserRole, QVariant::fromValue(i.id));
        item->setToolTip(i.title);
        if (i.id == m_chosen)
            m_list->setCurrentItem(item);
    }
    if (m_list->count() == 0 && !m_chosen.isValid())
        m_picked->setText(tr("No other incident is found."));
    else if (!m_chosen.isValid())
        m_picked->clear();
}

} // namespace tocsin
