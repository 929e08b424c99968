#include "ui/services/serviceform.h"

#include "models/services/workspace.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ServiceForm::ServiceForm(const UiContext &ui, const Service &service, QWidget *parent)
    : DirectoryForm(ui, service.id.isValid() ? tr("Change the service") : tr("New service"),
                    service.id.isValid() ? tr("Save") : tr("Add the service"), parent)
    , m_service(service)
    , m_name(new QLineEdit(service.name))
    , m_owner(new QLineEdit(service.owner))
    , m_model(new QComboBox)
    , m_onCall(new QPlainTextEdit(service.onCall))
{
    addRow(tr("&Name"), m_name, u"name"_s);
    addRow(tr("&Owner"), m_owner, u"owner"_s)->setHelp(tr("Who answers for the service."));
    for (const auto &e : enumTable<ServiceModel>())
        m_model->addItem(nameOf(e.value), QString::fromLatin1(e.code));
    showModel(service.model);
    addRow(tr("Usual &model"), m_model, u"model"_s)->setHelp(tr("Each incident may say otherwise."));
    if (service.id.isValid()) {
        m_active = new QCheckBox(tr("Is run"));
        m_active->setChecked(service.active);
        addRow(tr("State"), m_active, u"active"_s)
            ->setHelp(tr("Nothing is deleted: without the tick it cannot be chosen for new incidents."));
    }
    m_onCall->setTabChangesFocus(true);
    m_onCall->setFixedHeight(4 * m_onCall->fontMetrics().lineSpacing() + 18);
    FormRow *onCall = addRow(tr("Engineers on &call"), m_onCall, u"onCall"_s);
    onCall->setOptional(true);
    onCall->setHelp(tr("One a line, with how to reach them."));
    spanLast(onCall);
    draft().watch(u"name"_s, m_name);
    draft().watch(u"owner"_s, m_owner);
    draft().watch(u"model"_s, m_model);
    draft().watch(u"onCall"_s, m_onCall);
    if (m_active)
        draft().watch(u"active"_s, m_active);
    finish(u"service/%1"_s.arg(service.id.value));
}

ServiceModel ServiceForm::model() const
{
    return fromCode<ServiceModel>(m_model->currentData().toString()).value_or(ServiceModel::Saas);
}

void ServiceForm::showModel(ServiceModel model)
{
    m_model->setCurrentIndex(m_model->findData(codeOf(model)));
}

void ServiceForm::submit()
{
    Service s = m_service;
    s.name = m_name->text().simplified();
    s.owner = m_owner->text().simplified();
    s.model = model();
    s.onCall = m_onCall->toPlainText().trimmed();
    s.active = !m_active || m_active->isChecked();
    run(
        [s](Services &services) -> Result<qint64> {
            if (!s.id.isValid())
                return services.directory.add(s).map([](ServiceId id) { return id.value; });
            auto done = services.directory.change(s);
            return done ? Result<qint64>(s.id.value) : tl::unexpected(done.error());
        },
        s.id.isValid() ? tr("Service saved") : tr("Service added"));
}

void ServiceForm::readTheirs()
{
    readOne<Service>(
        [](Services &s) { return s.directory.all(); }, m_service.id,
        [this](const Service &now) {
            FieldMerge merge;
            const Service before = std::exchange(m_service, now);
            m_name->setText(merge.value(u"name"_s, tr("Name"), before.name, m_name->text(), now.name));
            m_owner->setText(merge.value(u"owner"_s, tr("Owner"), before.owner, m_owner->text(), now.owner));
            showModel(merge.value(u"model"_s, tr("Usual model"), before.model, model(), now.model,
                                  [](ServiceModel m) { return nameOf(m); }));
            m_onCall->setPlainText(
                merge.value(u"onCall"_s, tr("Engineers on call"), before.onCall, m_onCall->toPlainText(), now.onCall));
            if (m_active)
                m_active->setChecked(merge.value(u"active"_s, tr("Is run"), before.active, m_active->isChecked(),
                                                 now.active, [](bool is) { return is ? tr("Yes") : tr("No"); }));
            settle(merge, u"service"_s, now.id.value, [this, now](const auto &choices) { take(now, choices); });
        });
}

void ServiceForm::take(const Service &now, const QHash<QString, ConflictPanel::Choice> &choices)
{
    const auto isTheirs = [&choices](const QString &key) {
        return choices.contains(key) && choices.value(key) == ConflictPanel::Choice::Theirs;
    };
    if (isTheirs(u"name"_s))
        m_name->setText(now.name);
    if (isTheirs(u"owner"_s))
        m_owner->setText(now.owner);
    if (isTheirs(u"model"_s))
        showModel(now.model);
    if (isTheirs(u"onCall"_s))
        m_onCall->setPlainText(now.onCall);
    if (m_active && isTheirs(u"active"_s))
        m_active->setChecked(now.active);
}

} // namespace tocsin
