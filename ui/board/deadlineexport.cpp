#include "ui/board/deadlineexport.h"

#include "models/services/calendarwriter.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 380;

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool open = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!open || file.write(bytes) != bytes.size() || !file.commit())
        return failure(
            ErrorKind::Full,
            DeadlineExport::tr("%1 could not be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
    return {};
}

} // namespace

DeadlineExport::DeadlineExport(const UiContext &ui, CalendarWriter *calendar, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_calendar(calendar)
{
    setObjectName(u"deadline-export"_s);
    setAccessibleName(tr("Export the deadlines"));
    setFixedWidth(kWidth);
    build();
    refresh();
}

void DeadlineExport::build()
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(16, 14, 16, 14);
    page->setSpacing(12);
    page->addWidget(wrappedLabel(tr("Export the deadlines"), TextStyle::Heading));
    auto *area = new QScrollArea; // on a low window its texts would be pressed together
    plainScrollDown(area);
    auto *form = new QWidget;
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_what = wrappedLabel({}, TextStyle::SmallMuted);
    layout->addWidget(m_what);
    m_kind = new ChoiceGroup(tr("What is made"));
    if (m_calendar)
        m_kind->addChoice(u"ics"_s, tr("Calendar"),
                          tr("iCalendar: an event at each deadline, with reminders 24, 8, 4 and 1 hour before."));
    m_kind->addChoice(u"pdf"_s, tr("List"), tr("The list as it stands now, as a PDF file or on paper."));
    m_kind->setValue(m_calendar ? u"ics"_s : u"pdf"_s);
    connect(m_kind, &ChoiceGroup::valueChanged, this, &DeadlineExport::refresh);
    layout->addWidget(m_kind);
    m_titles = new QCheckBox(tr("Titles and names too"));
    m_titles->setObjectName(u"export-titles"_s);
    m_titles->setAccessibleName(tr("Titles of incidents and names as well"));
    m_titles->setToolTip(m_titles->accessibleName());
    connect(m_titles, &QCheckBox::toggled, this, &DeadlineExport::refresh);
    layout->addWidget(m_titles);
    m_warning = new Banner(Banner::Kind::Warning);
    m_warning->setObjectName(u"export-warning"_s);
    layout->addWidget(m_warning);
    m_outcome = new Banner(Banner::Kind::Success);
    m_outcome->setObjectName(u"export-outcome"_s);
    m_outcome->hide();
    layout->addWidget(m_outcome);
    layout->addStretch(1);
    area->setWidget(form);
    area->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false); // the panel's own ground
    page->addWidget(area, 1);
    page->addWidget(buildButtons());
}

QWidget *DeadlineExport::buildButtons()
{
    auto *place = new QWidget;
    auto *buttons = new QHBoxLayout(place);
    buttons->setContentsMargins({});
    buttons->setSpacing(8);
    m_save = new QPushButton(tr("Save…"));
    m_save->setObjectName(u"export-save"_s);
    m_save->setAccessibleName(tr("Save to a file"));
    m_save->setProperty("primary", true);
    m_print = new QPushButton(tr("Print…"));
    m_print->setObjectName(u"export-print"_s);
    m_print->setAccessibleName(tr("Print the list"));
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"export-close"_s);
    close->setAccessibleName(tr("Close the export"));
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_save, &QPushButton::clicked, this, &DeadlineExport::chooseFile, Qt::QueuedConnection);
    connect(m_print, &QPushButton::clicked, this, &DeadlineExport::print, Qt::QueuedConnection);
    connect(close, &QPushButton::clicked, this, &DeadlineExport::closed);
    buttons->addWidget(m_save);
    buttons->addWidget(m_print);
    buttons->addStretch(1);
    buttons->addWidget(close);
    return place;
}

bool DeadlineExport::isCalendar() const
{
    return m_kind->value().toString() == "ics"_L1;
}

qsizetype DeadlineExport::dated() const
{
    return std::count_if(m_rows.begin(), m_rows.end(),
                         [](const ClockRow &row) { return endMs(row.obligation.facts) > 0; });
}

void DeadlineExport::setRows(const QList<ClockRow> &rows)
{
    m_rows = rows;
    refresh();
}

void DeadlineExport::focusFirst()
{
    m_kind->focusChoice();
}

void DeadlineExport::refresh()
{
    const qsizetype count = isCalendar() ? dated() : m_rows.size();
    m_what->setText(isCalendar() ? tr("The %1 deadlines that the page shows now, in UTC. Duties without a number of "
                                      "hours have no deadline and are left out.")
                                       .arg(count)
                                 : tr("The %1 obligations that the page shows now.").arg(count));
    const QString whoSees =
        isCalendar() ? tr("Whoever has this calendar sees it, and the provider of a calendar on the web, too.")
                     : tr("Whoever has this file or sheet reads it; it is outside the record.");
    m_warning->setText(whoSees, m_titles->isChecked()
                                    ? tr("It says what the incidents are called, and who has to be told.")
                                    : tr("It says references and audiences, nothing of what happened or to whom."));
    m_save->setEnabled(count > 0);
    m_save->setToolTip(count > 0 ? QString() : tr("The page shows none now."));
    m_print->setVisible(!isCalendar());
    m_print->setEnabled(count > 0);
}

DeadlineReport DeadlineExport::report() const
{
    return {m_rows, m_ui.workspace->clock().nowMs(), TimeText(TimeText().zone()), m_ui.workspace->status().name,
            m_titles->isChecked()};
}

QByteArray DeadlineExport::calendarBytes() const
{
    QList<CalendarEntry> entries;
    for (const ClockRow &row : m_rows)
        entries << CalendarEntry{
            row.obligation, row.incident.reference(), row.incident.title, row.incident.exercise, row.kind, row.about};
    return m_calendar->write(entries,
                             {m_titles->isChecked(), m_ui.workspace->status().uuid, m_ui.workspace->clock().nowMs()});
}

void DeadlineExport::chooseFile()
{
    const QString name = isCalendar() ? u"deadlines.ics"_s : u"deadlines.pdf"_s;
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto *dialog = new QFileDialog(this, tr("Save the deadlines"), folder.filePath(name),
                                   isCalendar() ? tr("Calendars (*.ics)") : tr("PDF files (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(isCalendar() ? u"ics"_s : u"pdf"_s);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &DeadlineExport::writeTo);
    dialog->open();
}

void DeadlineExport::writeTo(const QString &path)
{
    m_save->setEnabled(false);
    const auto job = [path, calendar = isCalendar(), bytes = isCalendar() ? calendarBytes() : QByteArray(),
                      report = report()](Services &) {
        return writeFile(path, calendar ? bytes : deadlinesPdf(report));
    };
    m_ui.workspace->runLong<void>(this, job, [this, path](const Result<void> &written) {
        refresh();
        if (written)
            m_outcome->show(Banner::Kind::Success, tr("Written to %1.").arg(QDir::toNativeSeparators(path)),
                            tr("Only your account can read the file."));
        else
            m_outcome->show(Banner::Kind::Error, written.error().userText);
    });
}

void DeadlineExport::print()
{
    auto *printer = new QPrinter(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    printer->setFullPage(true);
    printer->setDocName(tr("Deadlines"));
    auto *dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        printDeadlines(*printer, report());
        m_outcome->show(
            Banner::Kind::Success,
            tr("Sent to %1.").arg(printer->printerName().isEmpty() ? tr("the printer") : printer->printerName()));
    });
    connect(dialog, &QObject::destroyed, this, [printer] { delete printer; });
    dialog->open();
}

void DeadlineExport::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, 0, 1, height()), t.line);
}

void DeadlineExport::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tocsin
