#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace tocsin {

/** A line edit with a magnifying glass, and the shortcut that leads to it while it is empty. Escape empties it. */
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

    /** Shows the keys; binding them is the window's. */
    void setShortcutHint(const QKeySequence &keys);
    /** What it says while it is empty where the whole has no room; before it is cut, the keys are left out. */
    void setShortPlaceholder(const QString &placeholder);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitPlaceholder();

    QString m_hint;
    QString m_placeholder;
    QString m_shortPlaceholder;
    bool m_hintShown = false;
};

} // namespace tocsin
