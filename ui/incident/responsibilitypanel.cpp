#include "ui/incident/responsibilitypanel.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/responsibilitygrid.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QResizeEvent>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kBesideFrom = 760;
} // namespace

ResponsibilityPanel::ResponsibilityPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/responsibility"_s, details, parent)
    , m_service(new QComboBox)
    , m_grid(new ResponsibilityGrid(ui.workspace->rules().responsibility()))
    , m_answer(wrappedLabel({}))
    , m_notAffected(new QCheckBox(tr("This service is &not affected after all")))
{
    setTexts(tr("Whose part it is"), tr("Name the service and mark the layers that the incident touches."),
             tr("It stands in the timeline, with the rules of today. It changes no stage and no clock."));
    setPrimary(tr("Record whose it is"));
    build();
    connect(m_service, &QComboBox::currentIndexChanged, this, [this] {
        draft().touch();
        showChosen();
    });
    connect(m_grid, &ResponsibilityGrid::changed, this, [this] {
        draft().touch();
        showAnswer();
    });
    connect(m_notAffected, &QCheckBox::toggled, this, &ResponsibilityPanel::showAnswer);
    draft().watch(
        u"impact"_s,
        [this] {
            return QJsonValue(QJsonObject{{u"service"_s, m_service->currentData().toLongLong()},
                                          {u"model"_s, codeOf(m_grid->model())},
                                          {u"layers"_s, layersCode(m_grid->layers())}});
        },
        [this](const QJsonValue &value) {
            const QJsonObject o = value.toObject();
            m_wanted = o.value("service"_L1).toInteger();
            if (const int at = m_service->findData(m_wanted); at >= 0)
                m_service->setCurrentIndex(at);
            m_grid->set(fromCode<ServiceModel>(o.value("model"_L1).toString()).value_or(ServiceModel::Saas),
                        layersFromCode(o.value("layers"_L1).toString()));
            showAnswer();
        });
    showAnswer();
    finish();
    readDirectory();
}

void ResponsibilityPanel::build()
{
    auto *both = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, both);
    m_columns->setContentsMargins({});
    m_columns->setSpacing(24);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    m_service->setObjectName(u"impactService"_s);
    auto *service = new FormRow(tr("&Service"), m_service);
    service->setFieldName(u"service"_s);
    right->addWidget(service);
    m_gridRow = new FormRow(tr("&Layers it touches"), m_grid);
    m_gridRow->setFieldName(u"layers"_s);
    m_answer->setObjectName(u"impactAnswer"_s);
    right->addWidget(m_answer);
    m_notAffected->setObjectName(u"impactNotAffected"_s);
    m_notAffected->setAccessibleName(tr("This service is not affected after all"));
    m_notAffected->hide();
    right->addWidget(m_notAffected);
    m_reasonRow = addText(tr("&Why"), m_reason, u"reason"_s, u"impactReason"_s, 2);
    right->addWidget(m_reasonRow);
    right->addStretch(1);
    m_columns->addLayout(right, 2);
    m_columns->addWidget(m_gridRow, 3, Qt::AlignTop);
    addWidget(both);
}

void ResponsibilityPanel::resizeEvent(QResizeEvent *event)
{
    m_columns->setDirection(event->size().width() < kBesideFrom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    ActPanel::resizeEvent(event);
}

void ResponsibilityPanel::readDirectory()
{
    using Both = std::pair<QList<Service>, QList<ServiceImpact>>;
    m_ui.workspace->run<Both>(
        this,
        [id = incident().id](Services &s) -> Result<Both> {
            auto services = s.directory.all();
            auto impacts = s.responsibility.impacts(id, true);
            if (!services || !impacts)
                return tl::unexpected(services ? impacts.error() : services.error());
            return Both(*services, *impacts);
        },
        [this](const Result<Both> &both) {
            m_read = true;
            if (both)
                showDirectory(both->first, both->second);
            else
                showError(both.error());
        });
}

void ResponsibilityPanel::showDirectory(const QList<Service> &services, const QList<ServiceImpact> &impacts)
{
    m_impacts = impacts;
    m_services = services;
    m_services.removeIf([&](const Service &s) {
        return !s.active && std::none_of(impacts.begin(), impacts.end(),
                                         [&](const ServiceImpact &i) { return i.service == s.id && i.affected; });
    });
    const ServiceModel model = m_grid->model();
    const QList<Layer> layers = m_grid->layers();
    const bool restored = draft().isTouched();
    {
        const QSignalBlocker block(m_service);
        m_service->clear();
        for (const Service &s : std::as_const(m_services))
            m_service->addItem(s.name, s.id.value);
        int at = m_service->findData(m_wanted);
        for (const ServiceImpact &i : std::as_const(m_impacts))
            if (at < 0 && i.affected)
                at = m_service->findData(i.service.value);
        m_service->setCurrentIndex(qMax(at, 0));
    }
    m_service->setEnabled(!m_services.isEmpty());
    showChosen();
    if (restored)
        m_grid->set(model, layers);
    showAnswer();
}

const ServiceImpact *ResponsibilityPanel::standing() const
{
    const ServiceId chosen{m_service->currentData().toLongLong()};
    for (const ServiceImpact &i : m_impacts)
        if (i.service == chosen)
            return &i;
    return nullptr;
}

void ResponsibilityPanel::showChosen()
{
    const ServiceId chosen{m_service->currentData().toLongLong()};
    const ServiceImpact *now = standing();
    if (now && now->affected) {
        m_grid->set(now->model, now->layers);
    } else {
        for (const Service &s : std::as_const(m_services))
            if (s.id == chosen)
                m_grid->set(s.model, m_grid->layers());
    }
    m_notAffected->setChecked(false);
    m_notAffected->setVisible(now && now->affected);
    showAnswer();
}

void ResponsibilityPanel::showAnswer()
{
    const bool out = m_notAffected->isChecked();
    m_gridRow->setEnabled(!out);
    if (m_reasonRow)
        m_reasonRow->setOptional(!out);
    if (out) {
        m_answer->setText(tr("It is taken out of what the incident touches; say why."));
    } else if (m_grid->layers().isEmpty()) {
        m_answer->setText(tr("Mark a layer: whose it is shows here."));
    } else {
        const ServiceImpact i = input();
        m_answer->setText(impactText(i, m_ui.workspace->rules().responsibility()) + u'\n' +
                          consequenceText(i.responsible));
    }
    updateButton();
}

ServiceImpact ResponsibilityPanel::input() const
{
    ServiceImpact i;
    const ServiceImpact *now = standing();
    i.service = ServiceId{m_service->currentData().toLongLong()};
    i.serviceName = m_service->currentText();
    i.version = now ? now->version : 0;
    i.affected = !m_notAffected->isChecked();
    i.model = m_grid->model();
    i.layers = m_grid->layers();
    i.responsible = m_ui.workspace->rules().responsibility().of(i.model, i.layers);
    return i;
}

QString ResponsibilityPanel::whyDisabled() const
{
    if (const QString why = whyNot(Act::Responsibility, incident(), context()); !why.isEmpty())
        return why;
    if (!m_read)
        return tr("Reading the directory of services…");
    return m_services.isEmpty() ? tr("No service stands in the directory yet. An administrator adds it, on the page "
                                     "Services.")
                                : QString();
}

void ResponsibilityPanel::submit()
{
    const ServiceImpact impact = input();
    const QString reason = m_reason->toPlainText().trimmed();
    if (impact.affected && impact.layers.isEmpty())
        return showError({ErrorKind::Invalid, tr("Mark the layers it touches."), {}, u"layers"_s});
    if (!impact.affected && reason.isEmpty())
        return showError({ErrorKind::Invalid, tr("Say why this service is not affected."), {}, u"reason"_s});
    run([id = incident().id, impact, reason](Services &s) { return s.responsibility.set(id, impact, reason); },
        tr("Recorded whose %1 is").arg(incident().reference()));
}

} // namespace tocsin
