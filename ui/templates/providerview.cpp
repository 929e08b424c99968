#include "ui/templates/providerview.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kFormWidth = 720;

struct Field
{
    QString key;
    QString Provider::*value;
    QString label;
    QString help;
};

QList<Field> fields()
{
    const auto tr = [](const char *text) { return ProviderView::tr(text); };
    return {
        {u"name"_s, &Provider::name, tr("&Name"), tr("Of the organisation, as notices name it.")},
        {u"identifier"_s, &Provider::identifier, tr("&Identifier"), tr("Company number or VAT number, with its kind.")},
        {u"address"_s, &Provider::address, tr("&Address"), tr("Street, town, telephone, mail.")},
        {u"sector"_s, &Provider::sector, tr("&Sector"), {}},
        {u"country"_s, &Provider::country, tr("&Established in"),
         tr("Two letters. From it follows which authority leads.")},
        {u"representative"_s, &Provider::representative, tr("&Representative in the EEA"),
         tr("Where the provider is not established there.")},
        {u"officer"_s, &Provider::officer, tr("&Data protection officer"), tr("Name, and how to reach them.")},
        {u"contact_point"_s, &Provider::contactPoint, tr("&Contact point"),
         tr("Where whoever gets a notice can ask more.")}};
}

} // namespace

ProviderView::ProviderView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    build();
}

ProviderView::~ProviderView()
{
    m_draft->flush();
}

void ProviderView::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *scroll = new QScrollArea(this);
    plainScroll(scroll);
    auto *content = new QWidget(scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("The provider"), content);
    card->body()->setSpacing(12);
    for (const Field &f : fields()) {
        auto *line = new QLineEdit;
        line->setObjectName(u"provider-"_s + f.key);
        line->setMaxLength(f.key == u"country" ? 2 : 300);
        m_draft->watch(f.key, line);
        auto *row = new FormRow(f.label, line);
        row->setHelp(f.help);
        row->setFieldName(f.key);
        card->body()->addWidget(row);
        m_fields.insert(f.key, line);
        connect(line, &QLineEdit::textEdited, this, &ProviderView::refresh);
    }
    column->addWidget(card);
    column->addStretch(1);
    scroll->setWidget(content);
    scroll->setMaximumWidth(kFormWidth);
    layout->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    m_save->setObjectName(u"providerSave"_s);
    m_save->setAccessibleName(tr("Save the provider"));
    m_save->setProperty("primary", true);
    connect(m_save, &QPushButton::clicked, this, &ProviderView::save);
    foot->addWidget(m_save);
    auto *under = new QWidget(this); // below the form, not at the far edge of a wide window
    under->setMaximumWidth(kFormWidth);
    foot->setContentsMargins(0, 0, 12, 0);
    under->setLayout(foot);
    layout->addWidget(under);
}

void ProviderView::read()
{
    m_ui.workspace->run<Provider>(
        this, [](Services &s) { return s.templates.provider(); },
        [this](const Result<Provider> &provider) {
            if (!provider)
                return m_banner->show(Banner::Kind::Error, provider.error().userText);
            const bool first = !m_loaded;
            m_provider = *provider;
            m_loaded = true;
            if (!m_draft->isTouched()) {
                const FormDraft::Pause pause(*m_draft);
                for (const Field &f : fields())
                    m_fields.value(f.key)->setText(m_provider.*f.value);
            }
            if (first)
                m_draft->open(u"provider"_s, {});
            refresh();
        });
}

void ProviderView::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::KeepTemplates, true))
        why = tr("This needs the role %1.").arg(roleNames(rolesWith(Right::KeepTemplates)));
    for (QLineEdit *line : std::as_const(m_fields))
        line->setReadOnly(!why.isEmpty());
    m_save->setEnabled(why.isEmpty() && m_loaded);
    m_save->setToolTip(why);
}

void ProviderView::save()
{
    Provider p = m_provider;
    for (const Field &f : fields())
        p.*f.value = m_fields.value(f.key)->text().trimmed();
    p.country = p.country.toUpper();
    m_save->setEnabled(false);
    m_draft->act<void>(
        this, [p](Services &s) { return s.templates.saveProvider(p); },
        [this](const Result<void> &done) {
            m_banner->setVisible(!done);
            clearFieldErrors(this);
            if (!done && !showFieldError(this, done.error().field, done.error().userText))
                m_banner->show(Banner::Kind::Error, done.error().userText);
            if (done && m_ui.say)
                m_ui.say(tr("Provider saved"));
            read();
        });
}

} // namespace tocsin
