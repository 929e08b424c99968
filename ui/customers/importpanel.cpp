#include "ui/customers/importpanel.h"

#include "models/services/importfiles.h"
#include "models/services/services.h"
#include "models/services/termimport.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/filechoice.h"
#include "ui/common/label.h"
#include "ui/common/texttable.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostBytes = 33LL * 1024 * 1024; ///< the reader refuses more than 32 MiB

QString actionName(ImportAction action)
{
    switch (action) {
    case ImportAction::New:
        return ImportPanel::tr("new");
    case ImportAction::Changed:
        return ImportPanel::tr("changed");
    case ImportAction::Same:
        return ImportPanel::tr("as it is");
    case ImportAction::Refused:
        break;
    }
    return ImportPanel::tr("refused");
}

Tone toneOf(ImportAction action)
{
    return action == ImportAction::Refused   ? Tone::High
           : action == ImportAction::New     ? Tone::Met
           : action == ImportAction::Changed ? Tone::Medium
                                             : Tone::Neutral;
}

} // namespace

ImportPanel::ImportPanel(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    build();
    refresh();
}

void ImportPanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Import"), TextStyle::Heading, this));
    m_about = wrappedLabel({}, TextStyle::SmallMuted, this);
    layout->addWidget(m_about);
    layout->addLayout(buildTop());
    m_banner = new Banner(Banner::Kind::Info, this);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_table = new TextTable(u"importRows"_s, tr("Rows of the import"),
                            {tr("Result"), tr("What"), tr("Row"), tr("File"), tr("Text")}, 0, this);
    m_table->setWidths({104, 112, 104, 176, 0});
    m_table->setEmptyText(tr("Choose one file or several."));
    m_refused = new QPushButton(tr("Only refused"), this);
    m_refused->setObjectName(u"importRefused"_s);
    m_refused->setAccessibleName(tr("Show refused rows alone"));
    m_refused->setCheckable(true);
    connect(m_refused, &QPushButton::toggled, this,
            [this](bool only) { m_table->setOnly(only ? actionName(ImportAction::Refused) : QString()); });
    m_table->bar()->addWidget(m_refused);
    layout->addWidget(m_table, 1);
    layout->addLayout(buildFoot());
    auto *later = new QTimer(this);
    later->setSingleShot(true);
    later->setInterval(300);
    connect(m_customer, &QLineEdit::textChanged, later, qOverload<>(&QTimer::start));
    connect(later, &QTimer::timeout, this, &ImportPanel::preview);
    chooseKind();
}

QHBoxLayout *ImportPanel::buildTop()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"importKind"_s);
    m_kind->setAccessibleName(tr("What the files hold"));
    m_kind->addItems({tr("Customers and contacts"), tr("Contract terms")});
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ImportPanel::chooseKind);
    top->addWidget(m_kind);
    auto *choose = new QPushButton(icon(u"folder"_s), tr("Choose files…"), this);
    choose->setObjectName(u"importChoose"_s);
    choose->setAccessibleName(tr("Choose the files to import"));
    connect(choose, &QPushButton::clicked, this, &ImportPanel::choose);
    top->addWidget(choose);
    m_name = new Label({}, TextStyle::Muted, this);
    m_name->setObjectName(u"importName"_s);
    top->addWidget(m_name, 1);
    m_customer = new QLineEdit(this);
    m_customer->setObjectName(u"importCustomer"_s);
    m_customer->setAccessibleName(tr("Customer of rows that name none"));
    m_customer->setPlaceholderText(tr("Customer of rows that name none"));
    m_customer->setMaximumWidth(280);
    top->addWidget(m_customer, 1);
    return top;
}

QHBoxLayout *ImportPanel::buildFoot()
{
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(u"importCancel"_s);
    m_cancel->setAccessibleName(tr("Leave the import"));
    connect(m_cancel, &QPushButton::clicked, this, &ImportPanel::cancelled);
    foot->addWidget(m_cancel);
    m_apply = new QPushButton(tr("Import"), this);
    m_apply->setObjectName(u"importApply"_s);
    m_apply->setAccessibleName(tr("Import"));
    m_apply->setProperty("primary", true);
    connect(m_apply, &QPushButton::clicked, this, &ImportPanel::apply);
    foot->addWidget(m_apply);
    return foot;
}

bool ImportPanel::isOfTerms() const
{
    return m_kind->currentIndex() == 1;
}

void ImportPanel::chooseKind()
{
    const bool terms = isOfTerms();
    m_about->setText(
        terms ? tr("From CSV, with the columns that Export writes: what the contract of each customer asks for, and by "
                   "when. Nothing is written before you have seen it; the same files again change nothing.")
              : tr("From CSV, or from the JSON that cloud tools print: subscriptions, tenants, security contacts, role "
                   "assignments, organisations. Pages of one answer are chosen together. Nothing is written before you "
                   "have seen it; the same files again change nothing."));
    m_customer->setVisible(!terms);
    m_given = {};
    m_plan = {};
    m_applied = false;
    m_name->setText({});
    m_table->setRows({});
    m_banner->hide();
    refresh();
}

void ImportPanel::choose()
{
    askForFiles(this, tr("Files to import"),
                isOfTerms() ? tr("Contract terms (*.csv *.txt);;All files (*)")
                            : tr("Customers and contacts (*.csv *.json *.jsonl *.txt);;All files (*)"),
                true, [this](const QStringList &paths) { read(paths); });
}

Result<ImportPanel::Given> ImportPanel::readAll(const QStringList &paths, const ImportFiles &files, bool terms)
{
    QList<std::pair<QString, QByteArray>> read;
    QStringList names;
    for (const QString &path : paths) {
        QFile file(path);
        const QString name = QFileInfo(path).fileName();
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::NotFound, tr("%1 cannot be read: %2").arg(name, file.errorString()));
        read.append({name, file.read(kMostBytes)});
        names << name;
    }
    const QString name = names.join(tr(", "));
    if (terms)
        return Given{name, [file = files.terms(read)](Services &s, const QString &, bool writes) {
                         TermImport import(s.session);
                         return writes ? import.apply(file) : import.preview(file);
                     }};
    return Given{name, [file = files.customers(read)](Services &s, const QString &customer, bool writes) {
                     return writes ? s.customerImports.apply(file, customer)
                                   : s.customerImports.preview(file, customer);
                 }};
}

void ImportPanel::read(const QStringList &paths)
{
    if (!m_ui.files || m_busy)
        return;
    m_busy = true;
    m_applied = false;
    refresh();
    // Reading and taking apart may be long: not in the window's thread.
    m_ui.workspace->runLong<Given>(
        this, [paths, files = m_ui.files, terms = isOfTerms()](Services &) { return readAll(paths, *files, terms); },
        [this](const Result<Given> &given) {
            m_busy = false;
            if (!given) {
                m_banner->show(Banner::Kind::Error, given.error().userText);
                return refresh();
            }
            m_given = *given;
            m_name->setText(m_given.name);
            preview();
        });
}

void ImportPanel::preview()
{
    if (!m_given.import || m_busy || m_applied)
        return;
    m_busy = true;
    refresh();
    m_ui.workspace->runLong<ImportPlan>(
        this,
        [import = m_given.import, customer = m_customer->text()](Services &s) { return import(s, customer, false); },
        [this, asked = m_customer->text()](const Result<ImportPlan> &plan) {
            m_busy = false;
            if (plan)
                showPlan(*plan, false);
            else
                m_banner->show(Banner::Kind::Error, plan.error().userText);
            refresh();
            if (asked != m_customer->text())
                preview();
        });
}

void ImportPanel::showPlan(const ImportPlan &plan, bool after)
{
    m_plan = plan;
    QList<TextRow> rows;
    rows.reserve(plan.lines.size());
    for (const ImportLine &line : plan.lines)
        rows.append(
            {{actionName(line.action), line.what, line.place.row, line.place.file, line.text}, toneOf(line.action), 0});
    // What was refused is what a person looks for.
    std::stable_sort(rows.begin(), rows.end(), [](const TextRow &a, const TextRow &b) {
        return (a.tone == Tone::High) > (b.tone == Tone::High);
    });
    m_table->setRows(rows);
    const QString text = after ? tr("Imported: %1 new, %2 changed. As they were: %3; refused: %4.")
                               : tr("This would add %1 and change %2. As they are: %3; refused: %4.");
    m_banner->show(plan.refused > 0 ? Banner::Kind::Warning : Banner::Kind::Info,
                   text.arg(plan.created).arg(plan.changed).arg(plan.same).arg(plan.refused),
                   plan.refused > 0 ? tr("Refused rows are left out; each says why.") : QString());
}

void ImportPanel::apply()
{
    m_busy = true;
    refresh();
    m_ui.workspace->run<ImportPlan>(
        this,
        [import = m_given.import, customer = m_customer->text()](Services &s) { return import(s, customer, true); },
        [this](const Result<ImportPlan> &plan) {
            m_busy = false;
            if (!plan) {
                m_banner->show(Banner::Kind::Error, plan.error().userText);
                return refresh();
            }
            m_applied = true;
            showPlan(*plan, true);
            refresh();
            Q_EMIT done(tr("Imported: %1 new, %2 changed").arg(plan->created).arg(plan->changed));
        });
}

void ImportPanel::refresh()
{
    const bool something = m_plan.created + m_plan.changed > 0;
    m_apply->setEnabled(!m_busy && !m_applied && something);
    m_apply->setToolTip(something || !m_given.import ? QString() : tr("These files change nothing."));
    m_apply->setText(m_busy ? tr("Working…") : tr("Import"));
    m_cancel->setText(m_applied ? tr("Close") : tr("Cancel"));
    m_refused->setEnabled(m_plan.refused > 0);
    m_kind->setEnabled(!m_busy);
}

} // namespace tocsin
