#pragma once

#include "models/services/workspace.h"
#include "ui/common/uicontext.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QListWidget;

namespace tocsin {

class SearchField;

/** Something the palette can do besides finding. */
struct PaletteCommand
{
    QString title;
    QString iconName;
    QString keys; ///< as shown, or empty
    std::function<void()> run;
};

/** Ctrl+K: finds incidents by reference, title and words, entries by their text, and every command, over the page. */
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    /** Covers `host`, of which it is a child. */
    CommandPalette(const UiContext &ui, QWidget *host);

    void setCommands(QList<PaletteCommand> commands);
    /** Shows itself, empty or with what was typed already. */
    void open(const QString &text = {});
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Hit
    {
        QString iconName;
        QString title;
        QString detail;
        QString section;
        std::function<void()> run;
    };
    struct Found
    {
        std::optional<Incident> exact;
        QList<Incident> incidents;
        QList<SearchHit> hits;
    };
    void search();
    void show(const QString &text, const Found &found);
    void addHit(const Hit &hit);
    void addCommands(const QString &text);
    void runCurrent();
    void place();

    UiContext m_ui;
    QWidget *m_box;
    SearchField *m_field;
    QListWidget *m_list;
    QTimer m_typing;
    QList<PaletteCommand> m_commands;
    QList<std::function<void()>> m_runs; ///< by row
    QString m_lastSection;
    quint64 m_query = 0;
    QPointer<QWidget> m_before; ///< where the focus was, and goes back to
};

} // namespace tocsin
